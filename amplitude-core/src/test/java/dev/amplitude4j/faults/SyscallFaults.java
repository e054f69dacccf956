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
import java.util.List;
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

    private final Process strace;
    private final Path log;

    private SyscallFaults(Process strace, Path log) {
        this.strace = strace;
        this.log = log;
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
        List<String> command = new ArrayList<>(List.of("strace", "-y", "-o", log.toString()));
        command.addAll(options);
        List<String> threads = threads(victim.pid(), threadNames);
        threads.forEach(thread -> command.addAll(List.of("-p", thread)));
        try {
            Process strace = new ProcessBuilder(command).start();
            awaitAttached(strace, threads.size());
            return new SyscallFaults(strace, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The calls seen, a line each, once it is closed. */
    List<String> calls() {
        try {
            return Files.readAllLines(log, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        strace.destroy();
        try {
            assertThat(strace.waitFor(20, TimeUnit.SECONDS)).as("strace ended").isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> threads(long pid, String names) {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            List<String> threads = tasks.filter(task -> name(task).startsWith(names))
                    .map(task -> task.getFileName().toString())
                    .toList();
            assertThat(threads).as("threads %s of %s", names, pid).isNotEmpty();
            return threads;
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

    private static void awaitAttached(Process strace, int threads) throws IOException {
        BufferedReader said =
                new BufferedReader(new InputStreamReader(strace.getErrorStream(), StandardCharsets.UTF_8));
        for (int attached = 0; attached < threads; ) {
            String line = said.readLine();
            assertThat(line).as("strace attached").isNotNull().contains(" attached");
            attached++;
        }
    }
}
