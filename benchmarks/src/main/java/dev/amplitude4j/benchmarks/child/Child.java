// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.child;

import dev.amplitude4j.benchmarks.figures.Readings;
import dev.amplitude4j.benchmarks.workload.NullPeer;
import dev.amplitude4j.benchmarks.workload.Peer;
import dev.amplitude4j.benchmarks.workload.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * The process in which one peer is measured. Tells the comparison on standard output how far it is, in lines that begin with
 * {@link #MARK}, and waits on standard input until the server has got what there is to get, so that no waiting of its own is
 * measured.
 */
public final class Child {

    /** Begins every line that is meant for the comparison. */
    public static final String MARK = "@";

    /** The peer has started, and the warm-up is logged. */
    public static final String READY = MARK + "ready ";

    /** Everything is logged; figures of the calls follow. */
    public static final String LOGGED = MARK + "logged ";

    /** The end; all figures follow. */
    public static final String RESULT = MARK + "result ";

    /** Begins the name of an argument that is a setting of the contestant. */
    public static final String SETTING = "setting.";

    /** So many calls fewer follow once the backlog is there, since some peers are slow then; but enough for a median. */
    private static final int FURTHER_ONE_IN = 20;

    private static final int FEWEST_FURTHER = 20_000;

    private static final long REST_MILLIS = 8_000;
    /** Shorter, as peers that keep trying never rest. */
    private static final long REST_IN_OUTAGE_MILLIS = 2_000;

    private final BufferedReader commands =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    private final Readings readings = new Readings();
    private final ProcessMeter process = new ProcessMeter();
    private final RunPlan plan;
    private final Target target;
    private final Peer peer;

    private Child(Map<String, String> arguments) {
        plan = RunPlan.of(arguments);
        target = new Target(arguments.get("url"), settings(arguments));
        peer = ServiceLoader.load(Peer.class).findFirst().orElseGet(NullPeer::new);
    }

    /** Runs one peer; see {@link RunPlan} for the arguments. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            int at = argument.indexOf('=');
            values.put(argument.substring(0, at), argument.substring(at + 1));
        }
        Child child = new Child(values);
        child.run();
        // Some peers leave threads behind that would keep the process.
        Runtime.getRuntime().halt(0);
    }

    private void run() throws Exception {
        if (plan.startup()) {
            new FirstCall(peer, target).report(readings);
            say(RESULT);
            return;
        }
        // Made first, so that its tables are not taken for the peer's memory.
        Load load = new Load(peer, plan, plan.events(), plan.perSecond());
        double heapBefore = plan.heap() ? process.liveHeapBytes() : 0;
        process.reset();
        peer.start(target);
        if (plan.warmUpEvents() > 0) {
            warmUp();
        }
        say(READY);
        if (plan.warmUpEvents() > 0) {
            process.awaitRest(REST_MILLIS);
            process.reset();
        }
        logAll(load);
        if (plan.heap()) {
            readings.put("retainedBytes", process.liveHeapBytes() - heapBefore);
            furtherCalls();
        } else {
            say(LOGGED);
            waitIdle();
            peer.close();
            process.report(readings);
        }
        say(RESULT);
    }

    /** As fast as it goes; then a second at the pace that is measured, as other code is hot then. */
    private void warmUp() throws InterruptedException {
        new Load(peer, plan, plan.warmUpEvents(), 0).run();
        if (plan.perSecond() > 0) {
            new Load(peer, plan, plan.perSecond(), plan.perSecond()).run();
        }
        peer.flush();
    }

    private void logAll(Load load) throws InterruptedException {
        readings.put("startedMillis", System.currentTimeMillis());
        load.run();
        readings.put("endedMillis", System.currentTimeMillis());
        load.report(readings);
        peer.flush();
    }

    /** What one more call costs once the backlog is there, or nothing more is taken. */
    private void furtherCalls() throws InterruptedException {
        process.awaitRest(REST_IN_OUTAGE_MILLIS);
        Load further = new Load(peer, plan, Math.max(FEWEST_FURTHER, plan.events() / FURTHER_ONE_IN), 0);
        further.run();
        Readings second = new Readings();
        further.report(second);
        readings.put("furtherNanos", second.get("p50"));
        readings.put("acceptedFurther", second.get("accepted"));
        readings.put("peakThreads", process.peakThreads());
    }

    private void waitIdle() throws InterruptedException, IOException {
        if (plan.idleMillis() > 0) {
            long before = process.wakeUps();
            Thread.sleep(plan.idleMillis());
            readings.put("wakeUpsPerSecond", (process.wakeUps() - before) * 1000.0 / plan.idleMillis());
        }
    }

    /** Tells how far this process is; goes on when it is told to, or when nobody is there any more. */
    private void say(String what) throws IOException {
        System.out.println(what + readings.toLine());
        System.out.flush();
        if (!what.equals(RESULT)) {
            commands.readLine();
        }
    }

    private static Map<String, String> settings(Map<String, String> arguments) {
        Map<String, String> settings = new HashMap<>();
        arguments.forEach((name, value) -> {
            if (name.startsWith(SETTING)) {
                settings.put(name.substring(SETTING.length()), value);
            }
        });
        return settings;
    }
}
