// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.AmplitudeClient;
import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.event.Event;
import dev.amplitude4j.internal.AmplitudeThread;
import dev.amplitude4j.options.StatusListener;
import dev.amplitude4j.options.UploadDelegate;
import dev.amplitude4j.result.DropReason;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.result.Stats;
import dev.amplitude4j.result.UploadReport;
import dev.amplitude4j.transport.OkHttpTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongFunction;

/**
 * One row of the fault plan: an emulator that judges, a proxy that spoils the way there, a client, and what it logged. Used by
 * the thread of one test. The seed is {@code -Dfaults.seed=N}, or new each time, and printed.
 */
public final class Trial implements AutoCloseable {

    /** The API key of all trials. */
    public static final String KEY = "0123456789abcdef0123456789abcdef";

    private static final Duration LIVENESS = Duration.ofSeconds(75);
    private static final int USERS = 1_000;
    private static final int MAX_OWN_THREADS = 4;

    private final String about;
    private final long seed = Long.getLong("faults.seed", System.nanoTime());
    private final Emulator emulator;
    private final FaultProxy proxy;
    private final OwnThreads ownThreads = new OwnThreads();
    private final Queue<String> messages = new ConcurrentLinkedQueue<>();
    private final Queue<UploadReport> reports = new ConcurrentLinkedQueue<>();
    private final BitSet accepted = new BitSet();
    private final List<Load> loads = new ArrayList<>();
    private final List<Throwable> thrown = new ArrayList<>();
    private Payloads payloads;
    private AmplitudeClient client;
    private long next;

    /** A trial of a row, against an emulator with Amplitude's own limits. */
    public Trial(String row) {
        this(row, Emulator.start());
    }

    /** A trial of a row, against that emulator, which it closes. */
    public Trial(String row, Emulator emulator) {
        this.about = row + ", seed " + seed;
        this.emulator = emulator;
        this.proxy = new FaultProxy(emulator.port());
        this.payloads = Payloads.mixed(seed, USERS);
        System.out.println(about);
    }

    /** The row and its seed, for messages. */
    public String about() {
        return about;
    }

    /** What everything random here follows from. */
    public long seed() {
        return seed;
    }

    /** The judge's ears. */
    public Emulator emulator() {
        return emulator;
    }

    /** The way to the emulator. */
    public FaultProxy proxy() {
        return proxy;
    }

    /** The client, once it is started. */
    public AmplitudeClient client() {
        return client;
    }

    /** What the client said on its status channel. */
    public Queue<String> messages() {
        return messages;
    }

    /** Logs those from now on. */
    public void payloads(Payloads others) {
        payloads = others;
    }

    /** Settings of a client that sends through the proxy. */
    public AmplitudeClient.Builder settings() {
        return AmplitudeClient.builder(KEY)
                .serverUrl(proxy.url())
                .uploadDelegate(new UploadDelegate() {
                    @Override
                    public void onUpload(UploadReport report) {
                        reports.add(report);
                    }
                })
                .statusListener(new StatusListener() {
                    @Override
                    public void warn(String message) {
                        messages.add(message);
                    }

                    @Override
                    public void info(String message) {
                        messages.add(message);
                    }
                });
    }

    /** Starts the trial's client. */
    public AmplitudeClient start(AmplitudeClient.Builder settings) {
        client = ownThreads.call(settings::build);
        return client;
    }

    /** The transport that a client makes for itself, watched. */
    public static WatchedTransport watched(Duration requestTimeout) {
        return new WatchedTransport(new OkHttpTransport(
                Duration.ofSeconds(5), requestTimeout, 4, AmplitudeThread.factory("amplitude-http")));
    }

    /** Logs so many events; all must be accepted. */
    public void log(int events) {
        log(events, payloads::event);
    }

    /** Logs so many events of one user; all must be accepted. */
    public void log(int events, String userId) {
        log(events, number -> payloads.event(number, userId));
    }

    /** Starts to log so many events at that rate. */
    public Load load(long events, int perSecond) {
        return load(events, perSecond, payloads::event);
    }

    /** Starts to log so many events at that rate, made by {@code maker}. */
    public Load load(long events, int perSecond, LongFunction<Event> maker) {
        Load load = new Load(client, maker, this::note).start(next, events, perSecond);
        next += events;
        loads.add(load);
        return load;
    }

    /** Logs so many events as fast as it goes, from so many threads, and waits for them. */
    public Burst burst(int events, int threads) throws InterruptedException {
        Burst burst = new Burst(client, payloads, this::note).run(next, events, threads);
        next += events;
        thrown.addAll(burst.thrown());
        return burst;
    }

    /** The next events, made by the trial's payloads: for a load of mixed makers. */
    public Payloads payloads() {
        return payloads;
    }

    /** Waits until the client holds nothing any more. */
    public void awaitSettled(Duration atMost) {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(atMost)
                .untilAsserted(
                        () -> assertThat(client.stats().pending()).as(about).isZero());
    }

    /** All checks, once the fault has ended: a fresh event arrives, everything is accounted for, nothing was harmed. */
    public Stats judge() throws InterruptedException {
        for (Load load : loads) {
            load.await();
        }
        long fresh = next;
        log(1);
        var unused = client.flush();
        awaitSettled(LIVENESS);
        assertThat(accepted.get((int) fresh)).as(about).isTrue();
        // Threads of look-ups that blocked end some seconds after them.
        await().untilAsserted(
                        () -> assertThat(ownThreads.names()).as(about).hasSizeLessThanOrEqualTo(MAX_OWN_THREADS + 4));
        client.close();
        return verdict();
    }

    /** All checks after a shutdown within that time, which tries once more whatever waits for a better moment. */
    public Stats judgeAfterShutdown(Duration atMost) {
        client.shutdown(atMost);
        Stats stats = verdict();
        assertThat(stats.dropped()).as("%s: %s", about, messages).doesNotContainKey(DropReason.SHUTDOWN_NO_SPOOL);
        return stats;
    }

    private Stats verdict() {
        Stats stats = client.stats();
        messages.add(stats.toString());
        Judge judge = new Judge(about, emulator, payloads);
        judge.conserved(stats, accepted);
        judge.intact(stats.accepted());
        loads.forEach(load -> thrown.addAll(load.thrown()));
        judge.harmless(thrown, messages);
        await().untilAsserted(() -> assertThat(ownThreads.names()).as(about).isEmpty());
        return stats;
    }

    /** {@link #judge}, and nothing was dropped. */
    public Stats judgeNothingLost() throws InterruptedException {
        Stats stats = judge();
        assertThat(stats.dropped()).as(about).isEmpty();
        assertThat(stats.delivered()).as(about).isEqualTo(stats.accepted());
        return stats;
    }

    /** Every attempt that the client counted is a receipt that the server counted. */
    public void assertEveryAttemptReceived(Stats stats) {
        new Judge(about, emulator, payloads).everyAttemptReceived(stats, 0, 0);
    }

    /** So are all but those of so many events, which were sent elsewhere. */
    public void assertEveryAttemptReceived(Stats stats, long elsewhere) {
        new Judge(about, emulator, payloads).everyAttemptReceived(stats, elsewhere, 0);
    }

    /**
     * So are all that got an answer; of the others, those that may have arrived may have been received or not. For servers that
     * answer with no 5xx, which would count as ambiguous too.
     */
    public void assertEveryAnsweredAttemptReceived(Stats stats) {
        long doubtful = stats.traffic().ambiguousAttempts();
        long unanswered = reports.stream()
                .filter(report -> report.status() == 0)
                .mapToLong(UploadReport::events)
                .sum();
        new Judge(about, emulator, payloads).everyAttemptReceived(stats, unanswered - doubtful, doubtful);
    }

    @Override
    public void close() {
        loads.forEach(Load::stop);
        if (client != null) {
            client.shutdown(Duration.ZERO);
        }
        proxy.close();
        emulator.close();
    }

    /** Logs so many events made by {@code maker}; all must be accepted. */
    public void log(int events, LongFunction<Event> maker) {
        for (int i = 0; i < events; i++) {
            long number = next++;
            assertThat(client.logEvent(maker.apply(number))).as(about).isEqualTo(LogResult.ACCEPTED);
            note(number);
        }
    }

    private synchronized void note(long number) {
        accepted.set((int) number);
    }
}
