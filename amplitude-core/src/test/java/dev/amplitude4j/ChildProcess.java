// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A JVM of its own with the class path of the tests, its output in files. Closing it kills it if it still runs. */
public final class ChildProcess implements AutoCloseable {

    /** What the child prints when nothing is left to do but to end. */
    public static final String ENDING = "ending";

    private final Path out;
    private final Path err;
    private final Process process;
    private final CompletableFuture<Long> endMillis;

    /** Starts that class's main method, with options of the JVM; its output goes to {@code folder}. */
    public ChildProcess(Path folder, Class<?> main, List<String> options, String... arguments) {
        this(folder, main.getName(), options, arguments);
    }

    /** Starts the main method of the class of that name, which nothing here needs to be compiled against. */
    public ChildProcess(Path folder, String main, List<String> options, String... arguments) {
        this(folder, List.of(), main, options, arguments);
    }

    /** The same by a command that starts others: {@code prefix} is that command and its options. */
    public ChildProcess(Path folder, List<String> prefix, String main, List<String> options, String... arguments) {
        out = folder.resolve("out.txt");
        err = folder.resolve("err.txt");
        try {
            List<String> command = new ArrayList<>(prefix);
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx128m",
                    "-cp",
                    System.getProperty("java.class.path")));
            command.addAll(options);
            command.add(main);
            command.addAll(List.of(arguments));
            process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        endMillis = process.onExit().thenApply(ended -> System.currentTimeMillis());
    }

    /** Waits until it has nothing left to do but to end; returns when that was, within some milliseconds. */
    public long awaitEnding() {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> out().contains(ENDING) || !process.isAlive());
        return System.currentTimeMillis();
    }

    /** Asks it to end, as an operator or a container does. */
    public void terminate() {
        process.destroy();
    }

    /** Waits until it is gone; returns when that was. */
    public long awaitEnd() {
        return awaitEnd(Duration.ofSeconds(60));
    }

    /** Waits that long until it is gone; returns when that was. */
    public long awaitEnd(Duration atMost) {
        return endMillis.orTimeout(atMost.toSeconds(), TimeUnit.SECONDS).join();
    }

    public int exitCode() {
        return process.exitValue();
    }

    public String out() {
        return read(out);
    }

    public String err() {
        return read(err);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
