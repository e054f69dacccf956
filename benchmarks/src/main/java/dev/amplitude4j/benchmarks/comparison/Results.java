// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.comparison;

import dev.amplitude4j.benchmarks.figures.Readings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;

/** What all trials read, as medians over the forks of a contestant in a scenario. One thread. */
final class Results {

    private static final double MILLION = 1e6;

    private final Map<String, List<Readings>> trials = new LinkedHashMap<>();
    private final Set<String> failures = new HashSet<>();
    private final Map<String, List<CallCost>> floors = new LinkedHashMap<>();

    /** Adds one fork. */
    void add(String scenario, String contestant, Readings readings) {
        derive(readings, Contestants.SILENT.contains(contestant));
        trials.computeIfAbsent(key(scenario, contestant), k -> new ArrayList<>())
                .add(readings);
    }

    /** Adds a fork that came to nothing. */
    void addFailure(String scenario, String contestant) {
        failures.add(key(scenario, contestant));
    }

    /** Adds what a benchmark of JMH read in one turn. */
    void addFloor(CallCost cost) {
        floors.computeIfAbsent(cost.name(), k -> new ArrayList<>()).add(cost);
    }

    /** What a benchmark read, as medians over its turns; nothing but NaN if it did not run. */
    CallCost floor(String name) {
        List<CallCost> turns = floors.getOrDefault(name, List.of());
        return new CallCost(
                name,
                median(turns.stream().mapToDouble(CallCost::nanos)),
                median(turns.stream().mapToDouble(CallCost::cpuNanos)),
                median(turns.stream().mapToDouble(CallCost::bytes)));
    }

    /** What all benchmarks read. */
    List<CallCost> floors() {
        return floors.keySet().stream().map(this::floor).toList();
    }

    /** Whether the contestant has ended the scenario at least once. */
    boolean has(String scenario, String contestant) {
        return trials.containsKey(key(scenario, contestant));
    }

    /** Whether every fork of the contestant in the scenario failed. */
    boolean hasFailed(String scenario, String contestant) {
        return !has(scenario, contestant) && failures.contains(key(scenario, contestant));
    }

    /** The median of a figure; NaN if it was not read. */
    double get(String scenario, String contestant, String name) {
        return median(trials.getOrDefault(key(scenario, contestant), List.of()).stream()
                .mapToDouble(readings -> readings.get(name)));
    }

    private static double median(DoubleStream unsorted) {
        double[] figures =
                unsorted.filter(figure -> !Double.isNaN(figure)).sorted().toArray();
        int middle = figures.length / 2;
        if (figures.length == 0) {
            return Double.NaN;
        }
        return figures.length % 2 == 1 ? figures[middle] : (figures[middle - 1] + figures[middle]) / 2;
    }

    /** Figures that follow from what the child and the server read. */
    private static void derive(Readings r, boolean silent) {
        double confirmed = r.get("confirmed") > 0 ? r.get("confirmed") : Double.NaN;
        double arrived = silent ? r.get("accepted") : confirmed;
        double endedMillis = r.get("lastMillis") > 0 ? r.get("lastMillis") : r.get("drainedMillis");
        r.put("eventsPerSecond", arrived * 1_000 / Math.max(1, endedMillis - r.get("startedMillis")));
        r.put("cpuPerMillion", r.get("cpuNanos") / 1e9 / arrived * MILLION);
        r.put("cpuNanosPerSecond", r.get("cpuNanos") * 1_000 / (r.get("endedMillis") - r.get("startedMillis")));
        r.put("wireBytesPerEvent", r.get("wireBytes") / arrived);
        r.put("firstCallMillis", r.get("firstCallNanos") / MILLION);
        r.put("retainedMegabytes", r.get("retainedBytes") / MILLION);
        r.put("eventsPerRetainedMegabyte", r.get("accepted") / r.get("retainedMegabytes"));
        r.put("recoverySeconds", (r.get("lastMillis") - r.get("upAtMillis")) / 1_000);
    }

    private static String key(String scenario, String contestant) {
        return scenario + "/" + contestant;
    }
}
