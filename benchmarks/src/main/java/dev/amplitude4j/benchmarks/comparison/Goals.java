// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.comparison;

import static dev.amplitude4j.benchmarks.comparison.Contestants.AMPLITUDE_10;
import static dev.amplitude4j.benchmarks.comparison.Contestants.AMPLITUDE_1000;
import static dev.amplitude4j.benchmarks.comparison.Contestants.AMPLITUDE_256;
import static dev.amplitude4j.benchmarks.comparison.Contestants.BACKLOG;
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
import static dev.amplitude4j.benchmarks.comparison.Criterion.atLeast;
import static dev.amplitude4j.benchmarks.comparison.Criterion.atMost;
import static dev.amplitude4j.benchmarks.comparison.Scenarios.DEAD;
import static dev.amplitude4j.benchmarks.comparison.Scenarios.FLAT_1;
import static dev.amplitude4j.benchmarks.comparison.Scenarios.PACED;
import static dev.amplitude4j.benchmarks.comparison.Scenarios.RECOVERY;
import static dev.amplitude4j.benchmarks.comparison.Scenarios.SATURATED;
import static dev.amplitude4j.benchmarks.comparison.Scenarios.SETTLED;
import static dev.amplitude4j.benchmarks.comparison.Scenarios.SLOW_SERVER;
import static dev.amplitude4j.benchmarks.comparison.Scenarios.STARTUP;
import static dev.amplitude4j.benchmarks.comparison.Scenarios.STEADY;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** The 18 goals of the project. Every time is compared with another of the same run; only counts and bytes stand alone. */
final class Goals {

    /** Bytes that the queue may hold by default. */
    private static final double BOUND_BYTES = 16.0 * 1024 * 1024;

    private static final double SPARE_HEAP_BYTES = 8e6;
    private static final double RECOVERY_BATCHES = Math.ceil(12_000 / 1_000.0);
    private static final String CPU = "cpuPerMillion";
    private static final String RATE = "eventsPerSecond";
    private static final String DENSITY = "eventsPerRetainedMegabyte";

    private static final List<Goal> ALL = List.of(
            Goal.of(
                    1,
                    "typed call at most 0.6x of a bare Jackson encode",
                    atMost("typed/Jackson", 0.6, floors("LogEvent.typed", "JacksonEncoder.reusedGenerator"))),
            Goal.of(
                    2,
                    "0 B/op on the typed call and in the appender",
                    atMost("typed B/op", 0.5, r -> bytes(r, TYPED)),
                    atMost("appender B/op", 1, r -> bytes(r, LOGBACK) - bytes(r, LOGBACK_ALONE))),
            Goal.of(
                    3,
                    "key-value call at most 1x of Jackson, 160 B/op",
                    atMost("pairs/Jackson", 1, floors("LogEvent.pairs", "JacksonEncoder.reusedGenerator")),
                    atMost("B/op", 160, r -> bytes(r, TLS))),
            Goal.of(
                    4,
                    "Logback call at most 0.4x of loki4j's, own part at most a Jackson encode",
                    atMost("Logback call/loki4j", 0.4, r -> callerNet(r, LOGBACK) / callerNet(r, LOKI4J)),
                    atMost(
                            "own part/Jackson",
                            1,
                            r -> added(r, "LogbackCall.amplitude", "LogbackCall.nothing")
                                    / nanos(r, "JacksonEncoder.reusedGenerator"))),
            Goal.of(
                    5,
                    "CPU per event over TLS, of Amplitude's SDK at its default and at its best",
                    atMost("settled, default", 1 / 30.0, both(SETTLED, TLS, AMPLITUDE_10, CPU)),
                    atMost("settled, 1000", 1 / 10.0, both(SETTLED, TLS, AMPLITUDE_1000, CPU)),
                    atMost("short, default", 1 / 18.0, both(FLAT_1, TLS, AMPLITUDE_10, CPU)),
                    atMost("short, best", 1 / 9.0, r -> r.get(FLAT_1, TLS, CPU) / best(r, CPU, Math::min))),
            Goal.of(
                    6,
                    "CPU per event behind Logback, of loki4j and of a log file",
                    atMost("settled, loki4j", 0.35, both(SETTLED, LOGBACK, LOKI4J, CPU)),
                    atMost("settled, file", 0.65, both(SETTLED, LOGBACK, LOGSTASH, CPU))),
            Goal.of(
                    7,
                    "CPU at most 1.6x of the same over a raw socket",
                    atMost("plain", 1.6, both(SETTLED, TYPED, SOCKET, CPU)),
                    atMost("TLS", 1.6, both(SETTLED, TLS, TLS_SOCKET, CPU))),
            Goal.of(
                    8,
                    "events/s over TLS, of Amplitude's SDK at its default and at its best",
                    atLeast("default", 20, both(FLAT_1, TLS, AMPLITUDE_10, RATE)),
                    atLeast("best", 8, r -> r.get(FLAT_1, TLS, RATE) / best(r, RATE, Math::max)),
                    atLeast("30 ms, default", 30, both(SLOW_SERVER, GZIP, AMPLITUDE_10, RATE)),
                    atLeast("30 ms, 1000", 4.5, both(SLOW_SERVER, GZIP, AMPLITUDE_1000, RATE))),
            Goal.of(
                    9,
                    "no Nagle stall: a POST of 390 kB at most 3 ms",
                    atMost("median ms", 3, r -> r.floor("OkHttpTransport.post").nanos() / 1e6)),
            Goal.of(
                    10,
                    "gzip 1: at most 0.2x bytes and 2x CPU",
                    atMost("bytes", 0.2, r -> perWire(r, GZIP) / perWire(r, TLS)),
                    atMost("CPU", 2, both(SETTLED, GZIP, TLS, CPU))),
            Goal.of(
                    11,
                    "few wake-ups; CPU at 5,000 events/s, net of the driver",
                    atMost(
                            "idle wake-ups/s, net",
                            2,
                            r -> r.get(PACED, TLS, "wakeUpsPerSecond") - r.get(PACED, NOTHING, "wakeUpsPerSecond")),
                    atMost("loki4j", 0.5, r -> net(r, LOGBACK) / net(r, LOKI4J)),
                    atMost("Amplitude's default", 1 / 15.0, r -> net(r, TLS) / net(r, AMPLITUDE_10))),
            Goal.of(
                    12,
                    "outage: memory bound kept, refused call at most 100 ns",
                    atMost(
                            "retained heap/bound",
                            (BOUND_BYTES + SPARE_HEAP_BYTES) / BOUND_BYTES,
                            r -> retained(r) / BOUND_BYTES),
                    atMost("refused ns", 100, r -> r.get(DEAD, REFUSING, "furtherNanos"))),
            Goal.of(
                    13,
                    "outage: events per MB of heap at least 2x of Amplitude's SDK, 10x if kept gzipped",
                    atLeast("plain", 2, both(DEAD, BACKLOG, AMPLITUDE_10, DENSITY)),
                    atLeast("gzipped, which is not there", 10, both(DEAD, BACKLOG, AMPLITUDE_10, DENSITY))),
            Goal.of(
                    14,
                    "recovery from 503: few POSTs, soon, nothing lost or twice",
                    atMost(
                            "POSTs/(batches + retries)",
                            1.1,
                            r -> recovery(r, "posts") / (RECOVERY_BATCHES + recovery(r, "refusedPosts"))),
                    atMost("seconds after the server is back", 3, r -> recovery(r, "recoverySeconds")),
                    atMost("lost", 0, r -> 12_000 - recovery(r, "distinct")),
                    atMost("twice", 0, r -> recovery(r, "repeated"))),
            Goal.of(
                    15,
                    "caller's tail while the sender is saturated",
                    atMost("refusing, p99 ns", 5_000, r -> r.get(SATURATED, REFUSING, "p99")),
                    atMost("p99.9 ns", 50_000, r -> r.get(SATURATED, REFUSING, "p999")),
                    atMost("waiting, p99 ns", 5_000, r -> r.get(SETTLED, TYPED, "p99")),
                    atMost("p99.9 ns", 50_000, r -> r.get(SETTLED, TYPED, "p999"))),
            Goal.of(
                    16,
                    "agent: off 1 ns, sampled out 5 ns, captured 120 ns, 0 B/op",
                    atMost("off ns", 1, agent("closed")),
                    atMost("sampled out ns", 5, agent("diceOut")),
                    atMost("captured ns", 120, agent("captured")),
                    atMost("off B/op", 0.5, agentBytes("closed")),
                    atMost("sampled out B/op", 0.5, agentBytes("diceOut")),
                    atMost("captured B/op", 0.5, agentBytes("captured"))),
            Goal.of(
                    17,
                    "start-up: first call at most 1.1x of Logback alone, 60 classes, no OkHttp",
                    atMost("first call", 1.1, both(STARTUP, LOGBACK, LOGBACK_ALONE, "firstCallNanos")),
                    atMost("our classes", 60, r -> r.get(STARTUP, LOGBACK, "callOurClassesLoaded")),
                    atMost("OkHttp's and Jackson's", 0, r -> r.get(STARTUP, LOGBACK, "lateClassesLoaded"))),
            Goal.of(
                    18,
                    "spool: 2 M events/s appended, CPU at most 1.2x",
                    atLeast(
                            "appended/s",
                            2e6,
                            r -> 1e9 / r.floor("SpoolAppend.spool").nanos()),
                    atMost("CPU", 1.2, both(STEADY, SPOOL, TYPED, CPU))));

    private Goals() {}

    static List<Goal> all() {
        return ALL;
    }

    private static ToDoubleFunction<Results> both(String scenario, String ours, String theirs, String figure) {
        return r -> r.get(scenario, ours, figure) / r.get(scenario, theirs, figure);
    }

    /** Of Amplitude's SDK in the short run, at the better of its settings beside the default; which is that, differs. */
    private static double best(Results r, String figure, DoubleBinaryOperator better) {
        return DoubleStream.of(r.get(FLAT_1, AMPLITUDE_256, figure), r.get(FLAT_1, AMPLITUDE_1000, figure))
                .filter(seen -> !Double.isNaN(seen)) // a quick run leaves one out
                .reduce(better)
                .orElse(Double.NaN);
    }

    private static ToDoubleFunction<Results> floors(String ours, String theirs) {
        return r -> nanos(r, ours) / nanos(r, theirs);
    }

    private static ToDoubleFunction<Results> agent(String method) {
        return r -> added(r, "AgentCall." + method + Floors.WITH_AGENT, "AgentCall.plain" + Floors.WITH_AGENT);
    }

    private static ToDoubleFunction<Results> agentBytes(String method) {
        return r -> r.floor("AgentCall." + method + Floors.WITH_AGENT).bytes();
    }

    private static double added(Results r, String with, String without) {
        return nanos(r, with) - nanos(r, without);
    }

    /** Of the calling thread's CPU: by the clock, a call would be as slow as whoever takes the events behind it. */
    private static double nanos(Results r, String floor) {
        return r.floor(floor).cpuNanos();
    }

    private static double perWire(Results r, String contestant) {
        return r.get(SETTLED, contestant, "wireBytesPerEvent");
    }

    private static double bytes(Results r, String contestant) {
        return r.get(SETTLED, contestant, "bytesPerCall");
    }

    /** Of the calling thread at a pace at which nobody drops events, which is cheap, or waits for room. */
    private static double callerNet(Results r, String contestant) {
        return r.get(STEADY, contestant, "callerCpuNanos") - r.get(STEADY, NOTHING, "callerCpuNanos");
    }

    private static double net(Results r, String contestant) {
        return r.get(PACED, contestant, "cpuNanos") - r.get(PACED, NOTHING, "cpuNanos");
    }

    private static double retained(Results r) {
        return r.get(DEAD, REFUSING, "retainedBytes");
    }

    private static double recovery(Results r, String figure) {
        return r.get(RECOVERY, REFUSING, figure);
    }
}
