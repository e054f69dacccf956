// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.startup;

import dev.amplitude4j.benchmarks.report.Markdown;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The readings of one program, by attachment, and the table of them: what each adds to the first, which has no agent. */
final class StartTable {

    private static final double MEGABYTE = 1_000_000;

    private final StartedProgram program;
    private final Map<Attachment, List<StartReading>> readings = new LinkedHashMap<>();

    StartTable(StartedProgram program, List<Attachment> attachments) {
        this.program = program;
        for (Attachment attachment : attachments) {
            readings.put(attachment, new ArrayList<>());
        }
    }

    /**
     * Starts the program with each, in turn, so that a noisy minute is noisy for all: at least once, at most {@code most} times, and
     * not again if the longest round so far would end after {@code endNanos} of the clock.
     */
    void rounds(int most, long endNanos, PrintStream progress) throws IOException, InterruptedException {
        long longest = 0;
        for (int i = 1; i <= most && (i == 1 || System.nanoTime() + longest - endNanos < 0); i++) {
            progress.println(program.name() + ", round " + i + " of at most " + most);
            long began = System.nanoTime();
            round();
            longest = Math.max(longest, System.nanoTime() - began);
        }
    }

    private void round() throws IOException, InterruptedException {
        for (Map.Entry<Attachment, List<StartReading>> entry : readings.entrySet()) {
            entry.getValue().add(StartReading.of(program, entry.getKey()));
        }
    }

    String text() throws IOException {
        List<StartReading> base = readings.values().iterator().next();
        Markdown table = new Markdown(
                program.name() + ", starts of each: " + base.size(),
                "ready, best / median, ms",
                "CPU, best / median, ms",
                "memory, MB",
                "jar, MB");
        for (Map.Entry<Attachment, List<StartReading>> entry : readings.entrySet()) {
            List<StartReading> own = entry.getValue();
            boolean isBase = own == base;
            table.row(
                    entry.getKey().name(),
                    both(own, base, isBase, StartReading::wallMillis),
                    both(own, base, isBase, StartReading::cpuMillis),
                    figure(median(own, StartReading::residentMegabytes), isBase, base),
                    entry.getKey().jar() == null
                            ? ""
                            : String.format(
                                    Locale.ROOT,
                                    "%.1f",
                                    Files.size(entry.getKey().jar()) / MEGABYTE));
        }
        return table.toString();
    }

    private static String figure(double memory, boolean isBase, List<StartReading> base) {
        double more = isBase ? memory : memory - median(base, StartReading::residentMegabytes);
        return String.format(Locale.ROOT, isBase ? "%.0f" : "%+.0f", more);
    }

    private static String both(
            List<StartReading> own, List<StartReading> base, boolean isBase, ToDoubleFunction<StartReading> value) {
        double best = best(own, value) - (isBase ? 0 : best(base, value));
        double median = median(own, value) - (isBase ? 0 : median(base, value));
        return String.format(Locale.ROOT, isBase ? "%,.0f / %,.0f" : "%+,.0f / %+,.0f", best, median);
    }

    static double best(List<StartReading> readings, ToDoubleFunction<StartReading> value) {
        return readings.stream().mapToDouble(value).min().orElseThrow();
    }

    static double median(List<StartReading> readings, ToDoubleFunction<StartReading> value) {
        double[] sorted = readings.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
