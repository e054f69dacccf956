// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Lets system calls of a victim's threads that touch the disk fail, or take long, until it is closed: {@code strace} answers in
 * place of the kernel. The threads that log and those that send are not touched; but what they ask of the kernel can be watched.
 * Used by one thread.
 */
final class SyscallFaults implements AutoCloseable {

    /** Begins the names of the threads that touch the disk. */
    private static final String DISK_THREADS = "amplitude-s";

    private final VictimProcess victim;
    private final String names;
    private final Path log;
    private final List<String> options;
    private final Map<String, Process> straces = new LinkedHashMap<>();

    private SyscallFaults(VictimProcess victim, String names, Path log, List<String> options) {
        this.victim = victim;
        this.names = names;
        this.log = log;
        this.options = options;
    }

    /** Starts; each injection is as strace's {@code -e inject=} takes it. */
    static SyscallFaults inject(VictimProcess victim, Path log, String... injections) {
        return start(victim, DISK_THREADS, log, options(injections));
    }

    /** The same for calls that are about that file or directory only. */
    static SyscallFaults injectAt(VictimProcess victim, Path log, Path only, String... injections) {
        List<String> options = options(injections);
        options.addAll(List.of("-P", only.toString()));
        return start(victim, DISK_THREADS, log, options);
    }

    /** Only notes the calls of those kinds, of the threads whose names begin so. */
    static SyscallFaults watch(VictimProcess victim, String threads, Path log, String kinds) {
        return start(victim, threads, log, List.of("-e", "trace=" + kinds));
    }

    private static List<String> options(String... injections) {
        List<String> options = new ArrayList<>();
        for (String injection : injections) {
            options.addAll(List.of("-e", "inject=" + injection));
        }
        return options;
    }

    private static SyscallFaults start(VictimProcess victim, String threadNames, Path log, List<String> options) {
        Machine.needsRoot();
        Machine.needsProgram("strace");
        SyscallFaults faults = new SyscallFaults(victim, threadNames, log, options);
        faults.follow();
        assertThat(faults.straces)
                .as("threads %s of %s", threadNames, victim.pid())
                .isNotEmpty();
        return faults;
    }

    /** Takes in the threads that were started since: the one that waits for the medium comes and goes. */
    void follow() {
        for (String thread : threads(victim.pid(), names)) {
            if (!straces.containsKey(thread)) {
                attach(thread);
            }
        }
    }

    private void attach(String thread) {
        List<String> command =
                new ArrayList<>(List.of("strace", "-y", "-o", logOf(thread).toString(), "-p", thread));
        command.addAll(options);
        try {
            Process strace = new ProcessBuilder(command).start();
            if (isAttached(strace)) {
                straces.put(thread, strace);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It is not if the thread has just ended. */
    private static boolean isAttached(Process strace) throws IOException {
        BufferedReader said =
                new BufferedReader(new InputStreamReader(strace.getErrorStream(), StandardCharsets.UTF_8));
        String line = said.readLine();
        assertThat(line).as("strace attached").containsAnyOf(" attached", "No such process");
        return line.contains(" attached");
    }

    private Path logOf(String thread) {
        return Path.of(log + "." + thread);
    }

    /** The calls seen so far, a line each: one thread's after the other's. */
    List<String> calls() {
        List<String> calls = new ArrayList<>();
        for (String thread : straces.keySet()) {
            try {
                calls.addAll(Files.readAllLines(logOf(thread), StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return calls;
    }

    /** Whether a call has failed so far that would not have without it. */
    boolean hasInjected() {
        return calls().stream().anyMatch(call -> call.contains("INJECTED"));
    }

    @Override
    public void close() {
        straces.values().forEach(Process::destroy);
        straces.values().forEach(SyscallFaults::awaitEnd);
    }

    private static void awaitEnd(Process strace) {
        try {
            assertThat(strace.waitFor(60, TimeUnit.SECONDS)).as("strace ended").isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> threads(long pid, String names) {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return tasks.filter(task -> name(task).startsWith(names))
                    .map(task -> task.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path task) {
        try {
            return Files.readString(task.resolve("comm"));
        } catch (IOException e) {
            return ""; // it just ended
        }
    }
}
