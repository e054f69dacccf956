// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.floors;

import dev.amplitude4j.benchmarks.workload.Purchase;
import dev.amplitude4j.benchmarks.workload.Purchases;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What the agent adds to a method that its rules name. Runs under the agent, as {@code peers} starts it; alone it needs {@code
 * -jvmArgsAppend -javaagent:amplitude-agent.jar=RULES}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AgentCallBenchmark {

    private static final String BRIDGE = "java.lang.$Amplitude4j";

    private final Checkout checkout = new Checkout();
    private final Purchases purchases = new Purchases(0, 1_000, 0, 0);

    /** Finds the gates of the rules, the first of which is closed, as the stop file would do with all. */
    @Setup
    public void closeTheFirstGate() throws ReflectiveOperationException {
        byte[] gates =
                (byte[]) Class.forName(BRIDGE, true, null).getField("GATES").get(null);
        checkout.closed("", "");
        checkout.captured("", "");
        if (Arrays.equals(gates, new byte[gates.length])) {
            throw new IllegalStateException("the agent has no rules, or did not weave");
        }
        gates[0] = 0;
    }

    /** The method alone. */
    @Benchmark
    public int plain() {
        Purchase purchase = purchases.next();
        return checkout.plain(purchase.userId(), purchase.orderId());
    }

    /** A closed gate. */
    @Benchmark
    public int closed() {
        Purchase purchase = purchases.next();
        return checkout.closed(purchase.userId(), purchase.orderId());
    }

    /** Left out by the user's hash, for which the user is read. */
    @Benchmark
    public int sampledOut() {
        Purchase purchase = purchases.next();
        return checkout.sampledOut(purchase.userId(), purchase.orderId());
    }

    /** Left out by a throw of the dice. */
    @Benchmark
    public int diceOut() {
        Purchase purchase = purchases.next();
        return checkout.diceOut(purchase.userId(), purchase.orderId());
    }

    /**
     * An event of two values, encoded and in the queue. What sends is slower, and the caller then waits for room, once for each
     * batch: the CPU time of the call has next to nothing of that, its time by the clock has.
     */
    @Benchmark
    public int captured() {
        Purchase purchase = purchases.next();
        return checkout.captured(purchase.userId(), purchase.orderId());
    }
}
