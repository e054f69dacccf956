// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.startup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What one start took, until the program said that it is ready. Immutable.
 *
 * @param wallMillis on the clock
 * @param cpuMillis of all threads
 * @param residentMegabytes in memory then; 0 where the system does not say
 */
record StartReading(double wallMillis, double cpuMillis, double residentMegabytes) {

    private static final int KILOBYTES_PER_MEGABYTE = 1_024;

    /** Starts the program, reads its figures when it is ready, and ends it. */
    static StartReading of(StartedProgram program, Attachment attachment) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(attachment.options());
        command.addAll(program.command());
        long began = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.contains(program.ready())) {
                    return read(process, System.nanoTime() - began);
                }
            }
            throw new IOException(program.name() + " with " + attachment.name() + " ended before it was ready");
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
    }

    private static StartReading read(Process process, long wallNanos) throws IOException {
        Duration cpu = process.info().totalCpuDuration().orElse(Duration.ZERO);
        return new StartReading(wallNanos / 1e6, cpu.toNanos() / 1e6, resident(process.pid()));
    }

    private static double resident(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmRSS:")) {
                return Double.parseDouble(line.replaceAll("\\D", "")) / KILOBYTES_PER_MEGABYTE;
            }
        }
        return 0;
    }
}
