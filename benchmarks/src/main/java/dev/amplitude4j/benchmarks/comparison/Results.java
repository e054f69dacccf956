// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.comparison;

import dev.amplitude4j.benchmarks.figures.Readings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What all trials read, as medians over the forks of a contestant in a scenario. One thread. */
final class Results {

    private static final double MILLION = 1e6;

    private final Map<String, List<Readings>> trials = new LinkedHashMap<>();
    private final Map<String, CallCost> floors = new LinkedHashMap<>();

    /** Adds one fork. */
    void add(String scenario, String contestant, Readings readings) {
        derive(readings);
        trials.computeIfAbsent(key(scenario, contestant), k -> new ArrayList<>())
                .add(readings);
    }

    /** Adds what a benchmark of JMH read. */
    void addFloor(CallCost cost) {
        floors.put(cost.name(), cost);
    }

    /** What a benchmark read; nothing but NaN if it did not run. */
    CallCost floor(String name) {
        return floors.getOrDefault(name, CallCost.unknown(name));
    }

    /** What all benchmarks read. */
    Collection<CallCost> floors() {
        return floors.values();
    }

    /** Whether the contestant has ended the scenario at least once. */
    boolean has(String scenario, String contestant) {
        return trials.containsKey(key(scenario, contestant));
    }

    /** The median of a figure; NaN if it was not read. */
    double get(String scenario, String contestant, String name) {
        double[] figures = trials.getOrDefault(key(scenario, contestant), List.of()).stream()
                .mapToDouble(readings -> readings.get(name))
                .filter(figure -> !Double.isNaN(figure))
                .sorted()
                .toArray();
        int middle = figures.length / 2;
        if (figures.length == 0) {
            return Double.NaN;
        }
        return figures.length % 2 == 1 ? figures[middle] : (figures[middle - 1] + figures[middle]) / 2;
    }

    /** Figures that follow from what the child and the server read. */
    private static void derive(Readings r) {
        double arrived = r.get("confirmed") > 0 ? r.get("confirmed") : r.get("accepted");
        double endedMillis = r.get("lastMillis") > 0 ? r.get("lastMillis") : r.get("drainedMillis");
        r.put("eventsPerSecond", arrived * 1_000 / Math.max(1, endedMillis - r.get("startedMillis")));
        r.put("cpuPerMillion", r.get("cpuNanos") / 1e9 / arrived * MILLION);
        r.put("cpuNanosPerSecond", r.get("cpuNanos") * 1_000 / (r.get("endedMillis") - r.get("startedMillis")));
        r.put("wireBytesPerEvent", r.get("wireBytes") / arrived);
        r.put("eventsPerRetainedMegabyte", r.get("accepted") / (r.get("retainedBytes") / MILLION));
        // From the first answered attempt, since until then nobody knows that the server is back.
        r.put("recoverySeconds", (r.get("lastMillis") - r.get("firstMillis")) / 1_000);
        r.put("firstAnswerSeconds", (r.get("firstMillis") - r.get("upAtMillis")) / 1_000);
    }

    private static String key(String scenario, String contestant) {
        return scenario + "/" + contestant;
    }
}
