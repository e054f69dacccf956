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

    /** Everything, scenarios first. */
    String text(List<Scenario> scenarios) {
        StringBuilder text = new StringBuilder(machine());
        for (Scenario scenario : scenarios) {
            text.append("\n### ").append(Character.toUpperCase(scenario.title().charAt(0)));
            text.append(scenario.title().substring(1)).append("\n\n");
            text.append(table(scenario));
        }
        if (!results.floors().isEmpty()) {
            text.append("\n### Calls, by JMH\n\n").append(floors());
        }
        return text.append("\n### Goals\n\n").append(goals()).toString();
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
                    figure(scenario, c, "eventsPerSecond", "%,.0f"),
                    figure(scenario, c, "cpuPerMillion", "%.2f"),
                    figure(scenario, c, "p50", "%,.0f") + " / " + figure(scenario, c, "p99", "%,.0f"),
                    figure(scenario, c, "bytesPerCall", "%,.1f"),
                    figure(scenario, c, "calls", "%,.0f"),
                    confirmed(scenario, c),
                    figure(scenario, c, "posts", "%,.0f") + refused(scenario, c),
                    figure(scenario, c, "connections", "%,.0f"));
        }
        return table;
    }

    private String confirmed(Scenario scenario, Contestant c) {
        if (!c.sends()) {
            return "sends nothing";
        }
        double share =
                100 * results.get(scenario.id(), c.id(), "confirmed") / results.get(scenario.id(), c.id(), "calls");
        return figure(scenario, c, "confirmed", "%,.0f")
                + (share < 100 ? String.format(Locale.ROOT, " (%.1f %%)", share) : "");
    }

    private String refused(Scenario scenario, Contestant c) {
        double refused = results.get(scenario.id(), c.id(), "refusedPosts");
        return refused > 0 ? String.format(Locale.ROOT, " (%,.0f)", refused) : "";
    }

    private Markdown outageTable(Scenario scenario) {
        Markdown table = new Markdown(
                "", "taken", "retained heap, MB", "events per MB", "caller p99 ns", "refused call, ns", "threads");
        for (Contestant c : scenario.contestants()) {
            table.row(
                    c.title(),
                    figure(scenario, c, "accepted", "%,.0f"),
                    String.format(Locale.ROOT, "%.1f", results.get(scenario.id(), c.id(), "retainedBytes") / 1e6),
                    figure(scenario, c, "eventsPerRetainedMegabyte", "%,.0f"),
                    figure(scenario, c, "p99", "%,.0f"),
                    figure(scenario, c, "refusedNanos", "%,.0f"),
                    figure(scenario, c, "peakThreads", "%,.0f"));
        }
        return table;
    }

    private Markdown startupTable(Scenario scenario) {
        Markdown table = new Markdown("", "start and first call, ms", "classes loaded", "of amplitude4j", "of OkHttp");
        for (Contestant c : scenario.contestants()) {
            table.row(
                    c.title(),
                    String.format(Locale.ROOT, "%.0f", results.get(scenario.id(), c.id(), "firstCallNanos") / 1e6),
                    figure(scenario, c, "classesLoaded", "%,.0f"),
                    figure(scenario, c, "ourClassesLoaded", "%,.0f"),
                    figure(scenario, c, "okhttpClassesLoaded", "%,.0f"));
        }
        return table;
    }

    private Markdown floors() {
        Markdown table = new Markdown("benchmark", "ns or B of a call");
        results.floors().forEach((name, figure) -> table.row(name, String.format(Locale.ROOT, "%,.1f", figure)));
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

    private String figure(Scenario scenario, Contestant contestant, String name, String format) {
        double figure = results.get(scenario.id(), contestant.id(), name);
        if (Double.isNaN(figure)) {
            return results.has(scenario.id(), contestant.id()) ? "-" : "failed";
        }
        return String.format(Locale.ROOT, format, figure);
    }
}
