// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

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

/** A JVM of {@link ExitChild} with the class path of the tests, its output in files. Closing it kills it if it still runs. */
final class ChildProcess implements AutoCloseable {

    private final Path out;
    private final Path err;
    private final Process process;
    private final CompletableFuture<Long> endMillis;

    /** Starts it in {@code folder}, with Logback configured from that XML. */
    ChildProcess(Path folder, String xml, String... arguments) {
        out = folder.resolve("out.txt");
        err = folder.resolve("err.txt");
        try {
            Path configuration = Files.writeString(folder.resolve("logback-child.xml"), xml);
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx128m",
                    "-Dlogback.configurationFile=" + configuration,
                    "-cp",
                    System.getProperty("java.class.path"),
                    ExitChild.class.getName()));
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
    long awaitEnding() {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> out().contains(ExitChild.ENDING) || !process.isAlive());
        return System.currentTimeMillis();
    }

    /** Asks it to end, as an operator or a container does. */
    void terminate() {
        process.destroy();
    }

    /** Waits until it is gone; returns when that was. */
    long awaitEnd() {
        return endMillis.orTimeout(60, TimeUnit.SECONDS).join();
    }

    int exitCode() {
        return process.exitValue();
    }

    String out() {
        return read(out);
    }

    String err() {
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
