// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.comparison;

import java.util.List;
import java.util.Map;

/**
 * What a child is asked to do while the server behaves in some way. Immutable.
 *
 * @param id for options and goals
 * @param title what a table is headed with
 * @param contestants who runs it
 * @param share of the contestant's usual number of events; NaN if {@code plan} says the number
 * @param plan arguments of the child beside those
 * @param server what the server is told
 */
record Scenario(
        String id,
        String title,
        List<Contestant> contestants,
        double share,
        Map<String, Integer> plan,
        Map<String, Integer> server) {

    /** What Amplitude asks of clients that sent too much for one user or device. */
    private static final int RATE_LIMIT_PAUSE_MILLIS = 30_000;

    /** How many events a contestant logs, of which a quick run does a part where the number is not the point. */
    int events(Contestant contestant, double part) {
        return Double.isNaN(share) ? plan.get("events") : (int) (share * part * contestant.events());
    }

    /** How many it logs before anything is measured, as fast as it goes. */
    int warmUpEvents(Contestant contestant, double part) {
        return (int) (plan.getOrDefault("warmUpPercent", 0) / 100.0 * part * contestant.events());
    }

    /** How many it logs after that at the pace that is measured, in a second. */
    int warmUpAtPace() {
        return plan.containsKey("warmUpPercent") ? plan.getOrDefault("perSecond", 0) : 0;
    }

    /** The same, run by those of its contestants that are also named here. */
    Scenario among(List<Contestant> others) {
        List<Contestant> both = contestants.stream().filter(others::contains).toList();
        return new Scenario(id, title, both, share, plan, server);
    }

    /** Whether the server cannot be reached at all. */
    boolean isDead() {
        return plan.containsKey("heap");
    }

    /** Whether peers send to Amplitude's own rules. */
    boolean isJudged() {
        return server.containsKey("judged");
    }

    /** How long the server may keep peers waiting before it takes events. */
    int pauseMillis() {
        return isJudged() ? RATE_LIMIT_PAUSE_MILLIS : server.getOrDefault("downMillis", 0);
    }

    /** Whether only the first call counts. */
    boolean isStartup() {
        return plan.containsKey("startup");
    }
}
