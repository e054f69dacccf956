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
import static dev.amplitude4j.benchmarks.comparison.Contestants.REFUSING;
import static dev.amplitude4j.benchmarks.comparison.Contestants.SOCKET;
import static dev.amplitude4j.benchmarks.comparison.Contestants.SPOOL;
import static dev.amplitude4j.benchmarks.comparison.Contestants.TLS;
import static dev.amplitude4j.benchmarks.comparison.Contestants.TLS_SOCKET;
import static dev.amplitude4j.benchmarks.comparison.Contestants.TYPED;
import static dev.amplitude4j.benchmarks.comparison.Contestants.byIds;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** All scenarios, in the order of the report. */
final class Scenarios {

    static final String FLAT_1 = "flat-1";
    static final String FLAT_2 = "flat-2";
    static final String FLAT_4 = "flat-4";
    static final String FLAT_8 = "flat-8";
    static final String SETTLED = "settled";
    static final String SLOW_SERVER = "slow-server";
    static final String PACED = "paced";
    static final String STEADY = "steady";
    static final String DEAD = "dead";
    static final String BACKLOG_10K = "backlog-10000";
    static final String BACKLOG_50K = "backlog-50000";
    static final String BACKLOG_200K = "backlog-200000";
    static final String RECOVERY = "recovery";
    static final String SATURATED = "saturated";
    static final String STARTUP = "startup";
    static final String HOT_USER = "hot-user";
    static final String ONE_IDENTITY = "one-identity";
    static final String MANY_IDENTITIES = "many-identities";
    static final String MEDIUM = "medium";
    static final String LARGE = "large";

    /** How many different users there are unless a scenario says otherwise. */
    static final int IDENTITIES = 10_000;

    static final int MANY = 100_000;
    static final int OUTAGE_EVENTS = 400_000;

    private static final int PACE = 5_000;
    private static final int STEADY_PACE = 50_000;
    private static final int SLOW_MILLIS = 30;
    private static final int RECOVERY_EVENTS = 12_000;
    private static final int DOWN_MILLIS = 7_500;
    private static final int MEDIUM_NOTE_CHARS = 2_000;
    private static final int LARGE_NOTE_CHARS = 15_600;
    /** 1,200 of 5,000 events, where 900 in 30 s are allowed. */
    private static final int HOT_USER_PERCENT = 24;

    private static final int SETTLED_TIMES = 2;
    private static final int SATURATED_TIMES = 20;
    private static final String WARM_UP = "warmUpPercent";
    private static final String EVENTS = "events";
    private static final String PER_SECOND = "perSecond";

    private static final List<Scenario> ALL = List.of(
            flat(1, Contestants.peers()),
            flat(2, Contestants.pairs()),
            flat(4, Contestants.peersOnce()),
            flat(8, Contestants.pairs()),
            new Scenario(
                    SETTLED,
                    "settled JIT, 1 thread",
                    byIds(
                            TYPED,
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
                    Map.of(WARM_UP, 100 * SETTLED_TIMES),
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
                    "5,000 events/s once the JIT has settled, then idle",
                    byIds(LOGBACK, TLS, LOKI4J, AMPLITUDE_10, NOTHING),
                    Double.NaN,
                    Map.of(EVENTS, 3 * PACE, WARM_UP, 100, PER_SECOND, PACE, "idleMillis", 2_000),
                    Map.of()),
            new Scenario(
                    STEADY,
                    "50,000 events/s once the JIT has settled, which nobody drops or waits for",
                    byIds(TYPED, SPOOL, LOGBACK, LOKI4J, NOTHING),
                    Double.NaN,
                    Map.of(EVENTS, 3 * STEADY_PACE, WARM_UP, 100, PER_SECOND, STEADY_PACE),
                    Map.of()),
            new Scenario(
                    DEAD,
                    "400,000 events into a dead server",
                    byIds(REFUSING, BACKLOG, AMPLITUDE_10, LOKI4J),
                    Double.NaN,
                    Map.of(EVENTS, OUTAGE_EVENTS, "heap", 1),
                    Map.of()),
            backlog(BACKLOG_10K, 10_000),
            backlog(BACKLOG_50K, 50_000),
            backlog(BACKLOG_200K, 200_000),
            new Scenario(
                    RECOVERY,
                    "12,000 events through 7.5 s of 503",
                    byIds(REFUSING, AMPLITUDE_10, LOKI4J),
                    Double.NaN,
                    Map.of(EVENTS, RECOVERY_EVENTS, PER_SECOND, 1_600),
                    Map.of("downMillis", DOWN_MILLIS)),
            new Scenario(
                    SATURATED,
                    "more events than the server takes, refused at the door",
                    byIds(REFUSING),
                    SATURATED_TIMES,
                    Map.of(WARM_UP, 100),
                    Map.of("delayMillis", SLOW_MILLIS)),
            new Scenario(
                    STARTUP,
                    "a fresh process up to its first call",
                    byIds(LOGBACK_ALONE, LOGBACK, BUILDER),
                    Double.NaN,
                    Map.of(EVENTS, 1, "startup", 1),
                    Map.of()),
            new Scenario(
                    HOT_USER,
                    "5,000 events, of which one user has 300 more than Amplitude takes in 30 s",
                    byIds(REFUSING),
                    Double.NaN,
                    Map.of(EVENTS, 5_000, PER_SECOND, 1_000, "hotUserPercent", HOT_USER_PERCENT),
                    Map.of("judged", 1)),
            identities(ONE_IDENTITY, "all events of one device", 1),
            identities(MANY_IDENTITIES, "events of 100,000 devices", MANY),
            size(MEDIUM, "events of 2.4 kB, settled", MEDIUM_NOTE_CHARS, 0.25),
            size(LARGE, "events of 16 KiB, settled", LARGE_NOTE_CHARS, 0.1));

    private Scenarios() {}

    static List<Scenario> all() {
        return ALL;
    }

    /**
     * All in the order in which they run: those first that decide about goals, then what pictures are made of, then the rest, so
     * that this is left out if the time is over.
     */
    static List<Scenario> inOrder() {
        Scenario flat4 = byId(FLAT_4);
        List<Contestant> others = flat4.contestants().stream()
                .filter(contestant -> !Contestants.pairs().contains(contestant))
                .toList();
        Stream<Scenario> pictures = Stream.of(
                        BACKLOG_10K,
                        BACKLOG_50K,
                        BACKLOG_200K,
                        ONE_IDENTITY,
                        MANY_IDENTITIES,
                        MEDIUM,
                        LARGE,
                        FLAT_2,
                        FLAT_8)
                .map(Scenarios::byId);
        Stream<Scenario> rest = Stream.of(flat4.among(Contestants.pairs()), flat4.among(others), byId(HOT_USER));
        return Stream.of(decisive().stream(), pictures, rest)
                .flatMap(scenarios -> scenarios)
                .toList();
    }

    /** Those that decide about goals. */
    static List<Scenario> decisive() {
        return Stream.of(STARTUP, FLAT_1, SETTLED, SLOW_SERVER, DEAD, SATURATED, STEADY, RECOVERY, PACED)
                .map(Scenarios::byId)
                .toList();
    }

    /** The same, without variants of contestants, and without peers whose recovery takes minutes. */
    static List<Scenario> quick() {
        return decisive().stream()
                .map(scenario -> switch (scenario.id()) {
                    case FLAT_1 -> scenario.among(Contestants.peersOnce());
                    case RECOVERY -> scenario.among(byIds(REFUSING));
                    default -> scenario;
                })
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

    private static Scenario identities(String id, String title, int identities) {
        return new Scenario(
                id, title, byIds(TLS, LOGBACK, AMPLITUDE_1000), 1, Map.of("identities", identities), Map.of());
    }

    /** Settled, like what it is compared with: a share of few events would show the JIT in place of their size. */
    private static Scenario size(String id, String title, int noteChars, double share) {
        return new Scenario(
                id,
                title,
                Contestants.largeBatches(),
                share,
                Map.of("noteChars", noteChars, WARM_UP, (int) (100 * share)),
                Map.of());
    }

    private static Scenario backlog(String id, int events) {
        String title = String.format(Locale.ROOT, "%,d events into a dead server", events);
        return new Scenario(
                id, title, byIds(BACKLOG, AMPLITUDE_1000), Double.NaN, Map.of(EVENTS, events, "heap", 1), Map.of());
    }
}
