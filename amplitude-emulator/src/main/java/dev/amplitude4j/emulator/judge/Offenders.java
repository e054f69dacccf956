// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.judge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The events of one request that break one kind of rule, by field. Filled and read by the thread that judges. */
final class Offenders {

    private static final int MAX_REASONS = 5;

    private final boolean reportAll;
    private final Map<String, List<Integer>> byField = new LinkedHashMap<>();
    private final List<String> reasons = new ArrayList<>();
    private int total;

    Offenders(boolean reportAll) {
        this.reportAll = reportAll;
    }

    void add(String field, int index, String why) {
        total++;
        List<Integer> indices = byField.computeIfAbsent(field, name -> new ArrayList<>());
        if (reportAll || indices.isEmpty()) {
            indices.add(index);
        }
        if (reasons.size() < MAX_REASONS) {
            reasons.add("events[" + index + "]: " + why);
        }
    }

    boolean isEmpty() {
        return total == 0;
    }

    Map<String, List<Integer>> byField() {
        return byField;
    }

    String reason() {
        String listed = String.join("; ", reasons);
        return total > reasons.size() ? listed + "; and " + (total - reasons.size()) + " more" : listed;
    }
}
