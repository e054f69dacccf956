// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.comparison;

import dev.amplitude4j.benchmarks.child.Child;
import dev.amplitude4j.benchmarks.figures.Readings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A running child, as the comparison sees it: lines out of it, a word into it, and a deadline. One thread. */
final class ChildProcess implements AutoCloseable {

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final long deadlineNanos;
    private boolean timeOver;

    /** Starts a child; whatever it says beside its own lines goes to the log. */
    ChildProcess(List<String> command, Path log, long limitSeconds) throws IOException {
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(limitSeconds);
        Thread reader = new Thread(this::read, "child-output");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(Child.MARK)) {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            lines.add(""); // The same as its end.
        }
        lines.add("");
    }

    /** Waits for a line that begins so; empty if the child ended or its time is up. */
    Optional<Readings> await(String beginning) throws InterruptedException {
        String line = lines.poll(leftNanos(), TimeUnit.NANOSECONDS);
        timeOver = line == null;
        return line == null || !line.startsWith(beginning)
                ? Optional.empty()
                : Optional.of(Readings.ofLine(line.substring(beginning.length())));
    }

    /** Whether its time was up when something was last waited for; else it had ended. */
    boolean isTimeOver() {
        return timeOver;
    }

    /** Time until its deadline. */
    long leftNanos() {
        return deadlineNanos - System.nanoTime();
    }

    /** Lets it go on. */
    void goOn() throws IOException {
        Writer in = process.outputWriter(StandardCharsets.US_ASCII);
        in.write("go\n");
        in.flush();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
