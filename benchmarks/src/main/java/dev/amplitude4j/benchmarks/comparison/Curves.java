// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.comparison;

import static dev.amplitude4j.benchmarks.comparison.Contestants.AMPLITUDE_1000;
import static dev.amplitude4j.benchmarks.comparison.Contestants.BACKLOG;
import static dev.amplitude4j.benchmarks.comparison.Contestants.byIds;

import dev.amplitude4j.benchmarks.report.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How cost grows with the backlog, with identities, threads and the size of events, as pictures of what was read. One thread. */
final class Curves {

    private static final String CPU = "CPU seconds of the process per million events";
    private static final String CPU_FIGURE = "cpuPerMillion";

    /** A picture: one figure in the scenarios that differ in one number. */
    private record Curve(
            String file,
            String title,
            String abscissa,
            String ordinate,
            String figure,
            List<Contestant> contestants,
            Map<Integer, String> points) {}

    private static final List<Curve> ALL = List.of(
            new Curve(
                    "cost-by-threads",
                    "Cost by threads",
                    "threads that log",
                    CPU,
                    CPU_FIGURE,
                    Contestants.pairs(),
                    Map.of(1, Scenarios.FLAT_1, 2, Scenarios.FLAT_2, 4, Scenarios.FLAT_4, 8, Scenarios.FLAT_8)),
            new Curve(
                    "cost-by-identities",
                    "Cost by identities",
                    "different users, each with a device",
                    CPU,
                    CPU_FIGURE,
                    Scenarios.byId(Scenarios.MANY_IDENTITIES).contestants(),
                    Map.of(
                            1,
                            Scenarios.ONE_IDENTITY,
                            Scenarios.IDENTITIES,
                            Scenarios.FLAT_1,
                            Scenarios.MANY,
                            Scenarios.MANY_IDENTITIES)),
            new Curve(
                    "cost-by-size",
                    "Cost by size of events",
                    "bytes of an event as JSON, about",
                    CPU,
                    CPU_FIGURE,
                    Contestants.largeBatches(),
                    Map.of(400, Scenarios.SETTLED, 2_400, Scenarios.MEDIUM, 16_000, Scenarios.LARGE)),
            new Curve(
                    "cost-by-backlog",
                    "Cost of one more call while nothing can be sent",
                    "events in the backlog",
                    "nanoseconds of a call, median",
                    "furtherNanos",
                    byIds(BACKLOG, AMPLITUDE_1000),
                    Map.of(
                            10_000,
                            Scenarios.BACKLOG_10K,
                            50_000,
                            Scenarios.BACKLOG_50K,
                            200_000,
                            Scenarios.BACKLOG_200K,
                            Scenarios.OUTAGE_EVENTS,
                            Scenarios.DEAD)));

    private Curves() {}

    /** Writes each picture of which two points were read, and answers how the page shows them; nothing if there is none. */
    static String draw(Results results, Path folder, Path page) throws IOException {
        Files.createDirectories(folder);
        List<Curve> drawn = new ArrayList<>();
        for (Curve curve : ALL) {
            long points = curve.points().values().stream()
                    .filter(scenario -> curve.contestants().stream().anyMatch(c -> results.has(scenario, c.id())))
                    .count();
            String svg = points < 2 ? null : chart(curve, results).toSvg();
            if (svg != null) {
                Files.writeString(folder.resolve(curve.file() + ".svg"), svg);
                drawn.add(curve);
            }
        }
        return links(drawn, folder, page);
    }

    private static Chart chart(Curve curve, Results results) {
        Chart chart = new Chart(curve.title(), curve.abscissa(), curve.ordinate());
        for (Contestant c : curve.contestants()) {
            curve.points()
                    .forEach((value, scenario) ->
                            chart.point(c.title(), value, results.get(scenario, c.id(), curve.figure())));
        }
        return chart;
    }

    private static String links(List<Curve> drawn, Path folder, Path page) {
        if (drawn.isEmpty()) {
            return "";
        }
        Path here = page.toAbsolutePath().normalize().getParent();
        Path there = here.relativize(folder.toAbsolutePath().normalize());
        StringBuilder links = new StringBuilder("\n### How cost grows\n");
        for (Curve curve : drawn) {
            links.append("\n![").append(curve.title()).append("](");
            links.append(there).append('/').append(curve.file()).append(".svg)\n");
        }
        return links.toString();
    }
}
