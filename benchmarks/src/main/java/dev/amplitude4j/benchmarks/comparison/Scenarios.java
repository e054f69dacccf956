// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.comparison;

import static dev.amplitude4j.benchmarks.comparison.Contestants.AMPLITUDE_10;
import static dev.amplitude4j.benchmarks.comparison.Contestants.AMPLITUDE_1000;
import static dev.amplitude4j.benchmarks.comparison.Contestants.BACKLOG;
import static dev.amplitude4j.benchmarks.comparison.Contestants.BUILDER;
import static dev.amplitude4j.benchmarks.comparison.Contestants.GZIP;
import static dev.amplitude4j.benchmarks.comparison.Contestants.LOGBACK;
import static dev.amplitude4j.benchmarks.comparison.Contestants.LOGBACK_ALONE;
import static dev.amplitude4j.benchmarks.comparison.Contestants.LOGSTASH;
import static dev.amplitude4j.benchmarks.comparison.Contestants.LOKI4J;
import static dev.amplitude4j.benchmarks.comparison.Contestants.NOTHING;
import static dev.amplitude4j.benchmarks.comparison.Contestants.PAIRS;
import static dev.amplitude4j.benchmarks.comparison.Contestants.REFUSING;
import static dev.amplitude4j.benchmarks.comparison.Contestants.SOCKET;
import static dev.amplitude4j.benchmarks.comparison.Contestants.SPOOL;
import static dev.amplitude4j.benchmarks.comparison.Contestants.TLS;
import static dev.amplitude4j.benchmarks.comparison.Contestants.TLS_SOCKET;
import static dev.amplitude4j.benchmarks.comparison.Contestants.TYPED;
import static dev.amplitude4j.benchmarks.comparison.Contestants.byIds;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All scenarios, in the order in which they run. */
final class Scenarios {

    static final String FLAT_1 = "flat-1";
    static final String FLAT_4 = "flat-4";
    static final String SETTLED = "settled";
    static final String SLOW_SERVER = "slow-server";
    static final String PACED = "paced";
    static final String STEADY = "steady";
    static final String DEAD = "dead";
    static final String RECOVERY = "recovery";
    static final String SATURATED = "saturated";
    static final String STARTUP = "startup";

    private static final int PACE = 5_000;
    private static final int STEADY_PACE = 50_000;
    private static final int SLOW_MILLIS = 30;
    private static final int OUTAGE_EVENTS = 400_000;
    private static final int RECOVERY_EVENTS = 12_000;
    private static final int DOWN_MILLIS = 7_500;
    private static final int LARGE_NOTE_CHARS = 15_600;
    /** 1,200 of 5,000 events, where 900 in 30 s are allowed. */
    private static final int HOT_USER_PERCENT = 24;

    private static final int SETTLED_TIMES = 3;

    private static final List<Scenario> ALL = List.of(
            flat(1, Contestants.peers()),
            flat(2, byIds(BUILDER, TYPED, LOGBACK, TLS, AMPLITUDE_10, LOKI4J)),
            flat(4, Contestants.peers()),
            flat(8, byIds(BUILDER, TYPED, LOGBACK, TLS, AMPLITUDE_10, LOKI4J)),
            new Scenario(
                    SETTLED,
                    "settled JIT, 1 thread",
                    byIds(
                            BUILDER,
                            PAIRS,
                            TYPED,
                            SPOOL,
                            SOCKET,
                            TLS,
                            TLS_SOCKET,
                            GZIP,
                            AMPLITUDE_10,
                            AMPLITUDE_1000,
                            LOGBACK,
                            LOGBACK_ALONE,
                            LOKI4J,
                            LOGSTASH),
                    SETTLED_TIMES,
                    Map.of("warmUpShare", 1),
                    Map.of()),
            new Scenario(
                    SLOW_SERVER,
                    "the server answers after 30 ms",
                    byIds(GZIP, AMPLITUDE_10, AMPLITUDE_1000),
                    1,
                    Map.of(),
                    Map.of("delayMillis", SLOW_MILLIS)),
            new Scenario(
                    PACED,
                    "5,000 events/s, then idle",
                    byIds(BUILDER, LOGBACK, TLS, LOKI4J, AMPLITUDE_10, NOTHING),
                    Double.NaN,
                    Map.of("events", 3 * PACE, "warmUpEvents", 2 * PACE, "perSecond", PACE, "idleMillis", 2_000),
                    Map.of()),
            new Scenario(
                    STEADY,
                    "50,000 events/s, which memory holds, with and without a spool",
                    byIds(TYPED, SPOOL),
                    Double.NaN,
                    Map.of("events", 4 * STEADY_PACE, "warmUpEvents", 2 * STEADY_PACE, "perSecond", STEADY_PACE),
                    Map.of()),
            new Scenario(
                    DEAD,
                    "400,000 events into a dead server",
                    byIds(REFUSING, BACKLOG, AMPLITUDE_10, LOKI4J),
                    Double.NaN,
                    Map.of("events", OUTAGE_EVENTS, "heap", 1),
                    Map.of()),
            new Scenario(
                    RECOVERY,
                    "12,000 events through 7.5 s of 503",
                    byIds(REFUSING, LOGBACK, AMPLITUDE_10, LOKI4J),
                    Double.NaN,
                    Map.of("events", RECOVERY_EVENTS, "perSecond", 1_600),
                    Map.of("downMillis", DOWN_MILLIS)),
            new Scenario(
                    SATURATED,
                    "more events than the server takes, refused at the door",
                    byIds(REFUSING),
                    4,
                    Map.of(),
                    Map.of("delayMillis", SLOW_MILLIS)),
            new Scenario(
                    STARTUP,
                    "a fresh process up to its first call",
                    byIds(LOGBACK_ALONE, LOGBACK, BUILDER),
                    Double.NaN,
                    Map.of("events", 1, "startup", 1),
                    Map.of()),
            new Scenario(
                    "hot-user",
                    "5,000 events, of which one user has 300 more than Amplitude takes in 30 s",
                    byIds(REFUSING),
                    Double.NaN,
                    Map.of("events", 5_000, "perSecond", 1_000, "hotUserPercent", HOT_USER_PERCENT),
                    Map.of("judged", 1)),
            oneOf("identities", "one-identity", "all events of one device", 1),
            oneOf("identities", "many-identities", "events of 100,000 devices", 100_000),
            oneOf("noteChars", "large", "events of 16 KiB", LARGE_NOTE_CHARS));

    private Scenarios() {}

    static List<Scenario> all() {
        return ALL;
    }

    /** All, those first that decide about goals. */
    static List<Scenario> inOrder() {
        return Stream.concat(decisive().stream(), ALL.stream().filter(scenario -> !isDecisive(scenario.id())))
                .toList();
    }

    /** Those that decide about goals. */
    static List<Scenario> decisive() {
        return Stream.of(STARTUP, FLAT_1, SETTLED, SLOW_SERVER, DEAD, SATURATED, STEADY, RECOVERY, PACED)
                .map(Scenarios::byId)
                .toList();
    }

    /** The same, without peers whose recovery takes minutes. */
    static List<Scenario> quick() {
        return decisive().stream()
                .map(scenario -> scenario.id().equals(RECOVERY) ? scenario.among(byIds(REFUSING)) : scenario)
                .toList();
    }

    static boolean isDecisive(String id) {
        return decisive().stream().anyMatch(scenario -> scenario.id().equals(id));
    }

    static Scenario byId(String id) {
        return ALL.stream()
                .filter(scenario -> scenario.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no scenario is called " + id + "; there are "
                        + ALL.stream().map(Scenario::id).toList()));
    }

    private static Scenario flat(int threads, List<Contestant> contestants) {
        String title = threads + (threads == 1 ? " thread" : " threads") + ", as fast as it goes";
        return new Scenario("flat-" + threads, title, contestants, 1, Map.of("threads", threads), Map.of());
    }

    private static Scenario oneOf(String name, String id, String title, int value) {
        double share = name.equals("noteChars") ? 0.05 : 1;
        return new Scenario(
                id, title, byIds(BUILDER, LOGBACK, AMPLITUDE_1000, LOKI4J), share, Map.of(name, value), Map.of());
    }
}
