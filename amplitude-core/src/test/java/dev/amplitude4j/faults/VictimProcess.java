// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A JVM of {@link Victim} with the class path of the tests and a heap of 64 MB. Closing it kills it. Used by one thread. */
final class VictimProcess implements AutoCloseable {

    /** What it says, with the time, before it ends itself. */
    static final String HALTED = "halted at ";

    private static final int MAX_NUMBERS = 1_000_000;

    private final Path folder;
    private final Process process;
    private final BufferedReader answers;

    private VictimProcess(Path folder, List<String> command) {
        this.folder = folder;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(folder.resolve("err.txt").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts one in {@code folder}; {@code jvm} are options of the JVM, {@code settings} those that {@link Victim} reads. */
    static VictimProcess start(Path folder, long seed, List<String> jvm, String... settings) {
        return start(List.of(), folder, seed, jvm, settings);
    }

    /** The same by way of another program, such as one that limits what the process may have. */
    static VictimProcess start(List<String> launcher, Path folder, long seed, List<String> jvm, String... settings) {
        List<String> command = new ArrayList<>(launcher);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-XX:-ExitOnOutOfMemoryError"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(jvm);
        command.add(Victim.class.getName());
        command.addAll(List.of("seed=" + seed, "numbers=" + MAX_NUMBERS, "accepted=" + folder.resolve("accepted")));
        command.addAll(List.of(settings));
        return new VictimProcess(folder, command);
    }

    /** Sends a command and returns its answer. */
    String ask(String command) {
        try {
            OutputStream commands = process.getOutputStream();
            commands.write((command + "\n").getBytes(StandardCharsets.UTF_8));
            commands.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("the victim is gone: " + err());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a command that may be the last; the answer, or an empty one if it ended first. */
    String tell(String command) {
        try {
            return ask(command);
        } catch (IllegalStateException | UncheckedIOException e) {
            return "";
        }
    }

    /** When it ended itself, in milliseconds of the time of day. */
    long haltedAtMillis() {
        awaitEnd();
        return err().lines()
                .filter(line -> line.startsWith(HALTED))
                .mapToLong(line -> Long.parseLong(line.substring(HALTED.length())))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("ended, but not by itself: " + err()));
    }

    /** Sends a command that is answered with figures. */
    Map<String, Long> figures(String command) {
        Map<String, Long> figures = new TreeMap<>();
        for (String figure : ask(command).split(" ", -1)) {
            int equals = figure.indexOf('=');
            figures.put(figure.substring(0, equals), Long.parseLong(figure.substring(equals + 1)));
        }
        return figures;
    }

    /** Which events it accepted so far, and when. */
    AcceptedIds accepted() {
        return AcceptedIds.open(folder.resolve("accepted"));
    }

    /** The number of the process. */
    long pid() {
        return process.pid();
    }

    /** Sends it a signal. */
    void signal(String name) {
        try {
            assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                            .start()
                            .waitFor())
                    .isZero();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Kills it, as the kernel does. */
    void kill() {
        process.destroyForcibly();
        await().atMost(Duration.ofSeconds(20)).until(() -> !process.isAlive());
    }

    /** Asks it to end, as an operator or a container does, and returns after how many milliseconds it had ended. */
    long terminate() {
        long startNanos = System.nanoTime();
        process.destroy();
        awaitEnd();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }

    /** Waits until it has ended. */
    void awaitEnd() {
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("ended: %s", err())
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it wrote to standard error. */
    String err() {
        try {
            return Files.readString(folder.resolve("err.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitEnd();
    }
}
