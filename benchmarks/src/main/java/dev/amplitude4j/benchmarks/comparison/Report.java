// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.comparison;

import dev.amplitude4j.benchmarks.report.Markdown;
import java.util.List;
import java.util.Locale;

/** Says in Markdown what the trials read: a table for each scenario, the benchmarks, the goals. Stateless but for results. */
final class Report {

    private final Results results;

    Report(Results results) {
        this.results = results;
    }

    /** Everything, beginning with the goals and the peers at a glance. */
    String text(List<Scenario> scenarios) {
        StringBuilder text = new StringBuilder(machine());
        text.append("\n### Goals\n\n").append(goals());
        if (has(scenarios, Scenarios.FLAT_1) && has(scenarios, Scenarios.FLAT_4)) {
            text.append("\n### At a glance: 1 thread / 4 threads, as fast as it goes\n\n")
                    .append(glance());
        }
        for (Scenario scenario : scenarios) {
            text.append("\n### ").append(Character.toUpperCase(scenario.title().charAt(0)));
            text.append(scenario.title().substring(1)).append("\n\n");
            text.append(table(scenario));
        }
        if (!results.floors().isEmpty()) {
            text.append("\n### Calls, by JMH\n\n").append(floors());
        }
        return text.toString();
    }

    private static boolean has(List<Scenario> scenarios, String id) {
        return scenarios.stream().anyMatch(scenario -> scenario.id().equals(id));
    }

    private Markdown glance() {
        Markdown table =
                new Markdown("", "events/s", "CPU s/1M", "caller p50 / p99 ns (T=1)", "caller B/op", "confirmed");
        for (Contestant c : Contestants.peers()) {
            table.row(
                    c.title(),
                    both(c, "eventsPerSecond", "%,.0f"),
                    both(c, "cpuPerMillion", "%.2f"),
                    figure(Scenarios.FLAT_1, c, "p50", "%,.0f") + " / " + figure(Scenarios.FLAT_1, c, "p99", "%,.0f"),
                    figure(Scenarios.FLAT_1, c, "bytesPerCall", "%,.1f"),
                    confirmed(Scenarios.FLAT_1, c) + " / " + confirmed(Scenarios.FLAT_4, c));
        }
        return table;
    }

    private String both(Contestant c, String name, String format) {
        return figure(Scenarios.FLAT_1, c, name, format) + " / " + figure(Scenarios.FLAT_4, c, name, format);
    }

    private static String machine() {
        return String.format(
                Locale.ROOT,
                "Java %s (%s), %s %s, %d processors; children with `-Xmx512m`, G1. Medians where there is more than one"
                        + " fork.%n",
                System.getProperty("java.version"),
                System.getProperty("java.vm.name"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors());
    }

    private Markdown table(Scenario scenario) {
        if (scenario.isDead()) {
            return outageTable(scenario);
        }
        return scenario.isStartup() ? startupTable(scenario) : deliveryTable(scenario);
    }

    private Markdown deliveryTable(Scenario scenario) {
        Markdown table = new Markdown(
                "",
                "events/s",
                "CPU s/1M",
                "caller p50 / p99 ns",
                "caller B/op",
                "logged",
                "confirmed by the server",
                "POSTs (refused)",
                "connections");
        for (Contestant c : scenario.contestants()) {
            table.row(
                    c.title(),
                    figure(scenario.id(), c, "eventsPerSecond", "%,.0f"),
                    figure(scenario.id(), c, "cpuPerMillion", "%.2f"),
                    figure(scenario.id(), c, "p50", "%,.0f") + " / " + figure(scenario.id(), c, "p99", "%,.0f"),
                    figure(scenario.id(), c, "bytesPerCall", "%,.1f"),
                    figure(scenario.id(), c, "calls", "%,.0f"),
                    confirmed(scenario.id(), c),
                    figure(scenario.id(), c, "posts", "%,.0f") + refused(scenario.id(), c),
                    figure(scenario.id(), c, "connections", "%,.0f"));
        }
        return table;
    }

    private String confirmed(String scenario, Contestant c) {
        if (!c.sends()) {
            return "sends nothing";
        }
        double share = 100 * results.get(scenario, c.id(), "confirmed") / results.get(scenario, c.id(), "calls");
        return figure(scenario, c, "confirmed", "%,.0f")
                + (share < 100 ? String.format(Locale.ROOT, " (%.1f %%)", share) : "")
                + ended(scenario, c);
    }

    private String ended(String scenario, Contestant c) {
        double seconds = results.get(scenario, c.id(), Trial.ENDED);
        return seconds > 0 ? String.format(Locale.ROOT, " by %.0f s, when it was ended", seconds) : "";
    }

    private String refused(String scenario, Contestant c) {
        double refused = results.get(scenario, c.id(), "refusedPosts");
        return refused > 0 ? String.format(Locale.ROOT, " (%,.0f)", refused) : "";
    }

    private Markdown outageTable(Scenario scenario) {
        Markdown table = new Markdown(
                "",
                "taken",
                "confirmed",
                "retained heap, MB",
                "events per MB",
                "caller p99 ns",
                "one more call, ns",
                "threads");
        for (Contestant c : scenario.contestants()) {
            table.row(
                    c.title(),
                    figure(scenario.id(), c, "accepted", "%,.0f"),
                    "0, as nobody listens" + ended(scenario.id(), c),
                    figure(scenario.id(), c, "retainedMegabytes", "%.1f"),
                    figure(scenario.id(), c, "eventsPerRetainedMegabyte", "%,.0f"),
                    figure(scenario.id(), c, "p99", "%,.0f"),
                    figure(scenario.id(), c, "furtherNanos", "%,.0f"),
                    figure(scenario.id(), c, "peakThreads", "%,.0f"));
        }
        return table;
    }

    private Markdown startupTable(Scenario scenario) {
        Markdown table = new Markdown(
                "",
                "start and first call, ms",
                "classes loaded: by both",
                "of amplitude4j",
                "by the call",
                "of amplitude4j",
                "OkHttp and Jackson",
                "confirmed");
        for (Contestant c : scenario.contestants()) {
            table.row(
                    c.title(),
                    figure(scenario.id(), c, "firstCallMillis", "%.0f"),
                    figure(scenario.id(), c, "classesLoaded", "%,.0f"),
                    figure(scenario.id(), c, "ourClassesLoaded", "%,.0f"),
                    figure(scenario.id(), c, "callClassesLoaded", "%,.0f"),
                    figure(scenario.id(), c, "callOurClassesLoaded", "%,.0f"),
                    figure(scenario.id(), c, "lateClassesLoaded", "%,.0f"),
                    "0, it ends before");
        }
        return table;
    }

    private Markdown floors() {
        Markdown table = new Markdown("benchmark", "ns", "CPU ns of the caller", "B/op of the caller");
        for (CallCost cost : results.floors()) {
            table.row(
                    cost.name(),
                    String.format(Locale.ROOT, "%,.1f", cost.nanos()),
                    String.format(Locale.ROOT, "%,.1f", cost.cpuNanos()),
                    String.format(Locale.ROOT, "%,.1f", cost.bytes()));
        }
        return table;
    }

    private Markdown goals() {
        Markdown table = new Markdown("#", "goal", "", "figures (bound)");
        for (Goal goal : Goals.all()) {
            table.row(
                    Integer.toString(goal.number()),
                    goal.text(),
                    goal.outcome(results).toString(),
                    goal.describe(results));
        }
        return table;
    }

    /** A figure; else why there is none. */
    private String figure(String scenario, Contestant contestant, String name, String format) {
        double figure = results.get(scenario, contestant.id(), name);
        if (Double.isNaN(figure)) {
            if (!Scenarios.byId(scenario).contestants().contains(contestant)) {
                return "-";
            }
            String without = results.hasFailed(scenario, contestant.id()) ? "failed" : "not run";
            return results.has(scenario, contestant.id()) ? "-" : without;
        }
        return String.format(Locale.ROOT, format, figure);
    }
}
