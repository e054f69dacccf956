// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.comparison;

import static dev.amplitude4j.benchmarks.comparison.Contestants.AMPLITUDE_10;
import static dev.amplitude4j.benchmarks.comparison.Contestants.AMPLITUDE_1000;
import static dev.amplitude4j.benchmarks.comparison.Contestants.BACKLOG;
import static dev.amplitude4j.benchmarks.comparison.Contestants.BUILDER;
import static dev.amplitude4j.benchmarks.comparison.Contestants.LOGBACK;
import static dev.amplitude4j.benchmarks.comparison.Contestants.LOKI4J;
import static dev.amplitude4j.benchmarks.comparison.Contestants.TLS;
import static dev.amplitude4j.benchmarks.comparison.Contestants.TYPED;
import static dev.amplitude4j.benchmarks.comparison.Contestants.byIds;

import dev.amplitude4j.benchmarks.report.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How cost grows with the backlog, with identities, threads and the size of events, as pictures. One thread. */
final class Curves {

    private static final String CPU = "CPU seconds of the process per million events";

    /** A picture: one scenario at several values of one thing. */
    private record Curve(
            String file,
            String title,
            String abscissa,
            String ordinate,
            String figure,
            Scenario scenario,
            String name,
            List<Integer> values) {}

    private static final List<Curve> ALL = List.of(
            new Curve(
                    "cost-by-threads",
                    "Cost by threads",
                    "threads that log",
                    CPU,
                    "cpuPerMillion",
                    threads(),
                    "threads",
                    List.of(1, 2, 4, 8)),
            new Curve(
                    "cost-by-identities",
                    "Cost by identities",
                    "different users",
                    CPU,
                    "cpuPerMillion",
                    flat("identities"),
                    "identities",
                    List.of(1, 1_000, 100_000)),
            new Curve(
                    "cost-by-size",
                    "Cost by size of events",
                    "characters added to an event of some 400",
                    CPU,
                    "cpuPerMillion",
                    flat("size"),
                    "noteChars",
                    List.of(100, 2_000, 16_000)),
            new Curve(
                    "cost-by-backlog",
                    "Cost of a call while a backlog grows",
                    "events that cannot be sent",
                    "CPU nanoseconds of the caller per call",
                    "callerCpuNanos",
                    backlog(),
                    "events",
                    List.of(1_000, 10_000, 50_000, 200_000)));

    private final Trials trials;
    private final Results results;

    Curves(Trials trials, Results results) {
        this.trials = trials;
        this.results = results;
    }

    /** Runs a scenario and adds to the results. */
    interface Trials {
        void run(Scenario scenario) throws IOException, InterruptedException;
    }

    /** Measures what is not known yet, and writes all pictures. */
    void draw(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        for (Curve curve : ALL) {
            Chart chart = new Chart(curve.title(), curve.abscissa(), curve.ordinate());
            for (int value : curve.values()) {
                Scenario point = curve.scenario().at(curve.name(), value);
                List<Contestant> missing = point.contestants().stream()
                        .filter(c -> !results.has(point.id(), c.id()))
                        .toList();
                trials.run(point.among(missing));
                point.contestants()
                        .forEach(c -> chart.point(c.title(), value, results.get(point.id(), c.id(), curve.figure())));
            }
            String svg = chart.toSvg();
            if (svg != null) {
                Files.writeString(folder.resolve(curve.file() + ".svg"), svg);
            }
        }
    }

    /** The pictures as a page shows them. */
    static String links(Path page, Path folder) {
        Path here = page.toAbsolutePath().normalize().getParent();
        Path there = here.relativize(folder.toAbsolutePath().normalize());
        StringBuilder links = new StringBuilder("\n### How cost grows\n");
        for (Curve curve : ALL) {
            links.append("\n![").append(curve.title()).append("](");
            links.append(there).append('/').append(curve.file()).append(".svg)\n");
        }
        return links.toString();
    }

    /** Its points are called like the scenarios that have been run. */
    private static Scenario threads() {
        List<Contestant> contestants = byIds(BUILDER, TYPED, LOGBACK, TLS, AMPLITUDE_10, LOKI4J);
        return new Scenario("flat", "threads", contestants, 1, Map.of(), Map.of());
    }

    private static Scenario flat(String id) {
        double share = id.equals("size") ? 0.05 : 0.5;
        return new Scenario(
                "curve-" + id, id, byIds(TYPED, LOGBACK, LOKI4J, AMPLITUDE_1000), share, Map.of(), Map.of());
    }

    private static Scenario backlog() {
        return new Scenario(
                "curve-backlog", "backlog", byIds(BACKLOG, AMPLITUDE_1000), Double.NaN, Map.of("heap", 1), Map.of());
    }
}
