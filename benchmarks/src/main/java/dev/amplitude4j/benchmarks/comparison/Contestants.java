// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.comparison;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** All that is compared, in the order of the table. */
final class Contestants {

    static final String BUILDER = "builder";
    static final String TYPED = "typed";
    static final String PAIRS = "pairs";
    static final String TLS = "tls";
    static final String GZIP = "gzip";
    static final String LOGBACK = "logback";
    static final String LOG4J2 = "log4j2";
    static final String SOCKET = "socket";
    static final String TLS_SOCKET = "tls-socket";
    static final String REFUSING = "refusing";
    static final String BACKLOG = "backlog";
    static final String SPOOL = "spool";
    static final String LOGBACK_ALONE = "logback-alone";
    static final String AMPLITUDE_10 = "amplitude-10";
    static final String AMPLITUDE_256 = "amplitude-256";
    static final String AMPLITUDE_1000 = "amplitude-1000";
    static final String LOKI4J = "loki4j";
    static final String LOGSTASH = "logstash";
    static final String NOTHING = "nothing";

    /** The ids of those that do not reach the server. */
    static final Set<String> SILENT = Set.of(LOGSTASH, LOGBACK_ALONE, NOTHING);

    /** The class path that holds the driver alone. */
    private static final String NULL_FOLDER = "none";

    private static final String US = "amplitude4j";
    private static final String US_BEHIND_LOGBACK = "amplitude4j-logback";
    private static final String US_BEHIND_LOG4J2 = "amplitude4j-log4j2";
    private static final String AMPLITUDE = "amplitude-sdk";
    private static final int FAST = 400_000;
    private static final int MEDIUM = 100_000;
    private static final int SLOW = 30_000;

    private static final List<Contestant> ALL = List.of(
            new Contestant(BUILDER, "amplitude4j, builder call", US, false, FAST, Map.of()),
            new Contestant(PAIRS, "amplitude4j, key-value call", US, false, FAST, Map.of("call", "pairs")),
            new Contestant(TYPED, "amplitude4j, typed call", US, false, FAST, Map.of("call", "typed")),
            new Contestant(LOGBACK, "amplitude4j behind SLF4J and Logback", US_BEHIND_LOGBACK, false, FAST, Map.of()),
            new Contestant(LOG4J2, "amplitude4j behind Log4j2", US_BEHIND_LOG4J2, false, FAST, Map.of()),
            new Contestant(TLS, "amplitude4j, key-value call, TLS", US, true, FAST, Map.of("call", "pairs")),
            new Contestant(
                    GZIP,
                    "amplitude4j, key-value call, TLS, gzip 1",
                    US,
                    true,
                    FAST,
                    Map.of("call", "pairs", "compression", "GZIP")),
            new Contestant(
                    AMPLITUDE_10,
                    "Amplitude java-sdk 1.13, threshold 10 (default), TLS",
                    AMPLITUDE,
                    true,
                    60_000,
                    Map.of()),
            new Contestant(
                    AMPLITUDE_256,
                    "Amplitude java-sdk, threshold 256, TLS",
                    AMPLITUDE,
                    true,
                    MEDIUM,
                    Map.of("threshold", "256")),
            new Contestant(
                    AMPLITUDE_1000,
                    "Amplitude java-sdk, threshold 1000, TLS",
                    AMPLITUDE,
                    true,
                    MEDIUM,
                    Map.of("threshold", "1000")),
            new Contestant(LOKI4J, "loki4j 2.1 behind SLF4J and Logback", "loki4j", false, FAST, Map.of()),
            new Contestant(
                    LOGSTASH,
                    "AsyncAppender + logstash encoder 9.0 to a file (sends nothing)",
                    "logstash-file",
                    false,
                    FAST,
                    Map.of()),
            new Contestant("posthog", "posthog-server 2.3", "posthog", false, SLOW, Map.of()),
            new Contestant("segment", "segment analytics 3.5", "segment", false, SLOW, Map.of()),
            new Contestant("snowplow", "snowplow tracker 1.0", "snowplow", false, MEDIUM, Map.of()),
            new Contestant(
                    "opentelemetry", "OpenTelemetry 1.67 batched logs, OTLP", "opentelemetry", false, MEDIUM, Map.of()),
            new Contestant("sentry", "sentry 8.53 structured logs", "sentry", false, MEDIUM, Map.of()),
            new Contestant(
                    SOCKET,
                    "floor: amplitude4j, typed call, raw socket",
                    US,
                    false,
                    FAST,
                    Map.of("call", "typed", "transport", "socket")),
            new Contestant(
                    TLS_SOCKET,
                    "floor: amplitude4j, key-value call, raw TLS socket",
                    US,
                    true,
                    FAST,
                    Map.of("call", "pairs", "transport", "socket")),
            new Contestant(
                    REFUSING,
                    "amplitude4j, typed call, refusing when full",
                    US,
                    false,
                    FAST,
                    Map.of("call", "typed", "overflow", "refuse")),
            new Contestant(
                    BACKLOG,
                    "amplitude4j, typed call, 200 MB of queue",
                    US,
                    false,
                    FAST,
                    Map.of("call", "typed", "overflow", "refuse", "queueMegabytes", "200")),
            new Contestant(
                    SPOOL,
                    "amplitude4j, typed call, spool on disk",
                    US,
                    false,
                    FAST,
                    Map.of("call", "typed", "spool", "on")),
            new Contestant(
                    LOGBACK_ALONE,
                    "SLF4J and Logback with an appender that does nothing",
                    US_BEHIND_LOGBACK,
                    false,
                    FAST,
                    Map.of("appender", "none")),
            new Contestant(NOTHING, "the driver alone", NULL_FOLDER, false, FAST, Map.of()));

    private Contestants() {}

    static List<Contestant> all() {
        return ALL;
    }

    /** Those of the table of peers: all but floors and variants that single scenarios ask for. */
    static List<Contestant> peers() {
        return ALL.subList(0, ALL.indexOf(byId(SOCKET)));
    }

    /** The same, without variants that differ in the call or in a setting. */
    static List<Contestant> peersOnce() {
        Set<String> variants = Set.of(BUILDER, PAIRS, LOG4J2, GZIP, AMPLITUDE_256);
        return peers().stream()
                .filter(contestant -> !variants.contains(contestant.id()))
                .toList();
    }

    /** Over TLS and behind Logback, ours and who does the same. */
    static List<Contestant> pairs() {
        return byIds(TLS, LOGBACK, AMPLITUDE_10, LOKI4J);
    }

    /** The same, with the setting of Amplitude's SDK that costs it least. */
    static List<Contestant> largeBatches() {
        return byIds(TLS, LOGBACK, AMPLITUDE_1000, LOKI4J);
    }

    static List<Contestant> byIds(String... ids) {
        return Stream.of(ids).map(Contestants::byId).toList();
    }

    static Contestant byId(String id) {
        return ALL.stream()
                .filter(contestant -> contestant.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no contestant is called " + id + "; there are "
                        + ALL.stream().map(Contestant::id).toList()));
    }
}
