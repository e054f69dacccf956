// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.comparison;

import com.sun.net.httpserver.HttpServer;
import dev.amplitude4j.benchmarks.floors.AgentRules;
import dev.amplitude4j.benchmarks.floors.CallerCost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks that goals speak of and hands their figures to the results. Stateless. */
final class Floors {

    /** Ends the name of what ran under the agent. */
    static final String WITH_AGENT = " (agent)";

    private static final int QUICK_WARM_UPS = 3;

    /**
     * Benchmarks of which each runs once in each turn, one after the other, so that a disturbance of the machine meets neighbours
     * alike. Iterations last a second.
     */
    private record Group(int turns, int warmUps, int iterations, List<String> benchmarks) {}

    private static final Group RATIOS = new Group(
            2,
            5,
            2,
            List.of("JacksonEncoderBenchmark.reusedGenerator", "LogEventBenchmark.typed", "LogEventBenchmark.pairs"));
    private static final Group CALLS =
            new Group(1, 5, 3, List.of("LogbackCallBenchmark.nothing", "LogbackCallBenchmark.amplitude"));
    private static final Group SIMPLE =
            new Group(1, 2, 2, List.of("OkHttpTransportBenchmark", "SpoolAppendBenchmark.spool"));
    private static final Group OTHER_CALLS =
            new Group(1, 4, 1, List.of("LogEventBenchmark.builder", "Log4j2CallBenchmark"));
    private static final Group OTHERS = new Group(
            1, 1, 1, List.of("UntaggedCallBenchmark", "SpoolAppendBenchmark.plainFile", "ClassLoadingBenchmark"));
    private static final Group GATES = new Group(1, 2, 2, List.of("AgentCallBenchmark.(plain|closed|diceOut)"));
    private static final Group CAPTURED = new Group(1, 5, 3, List.of("AgentCallBenchmark.captured"));
    private static final Group OTHERS_OF_AGENT =
            new Group(1, 1, 1, List.of("AgentCallBenchmark.sampledOut", "ClassLoadingBenchmark"));

    private Floors() {}

    /** Runs all; {@code agent} is the agent's jar, {@code work} takes its rules. */
    static void run(boolean quick, Path agent, Path work, Results results) throws IOException {
        for (Group group :
                quick ? List.of(RATIOS, CALLS, SIMPLE) : List.of(RATIOS, CALLS, SIMPLE, OTHER_CALLS, OTHERS)) {
            run(group, quick, List.of(), results);
        }
        HttpServer server = AgentRules.startServer();
        try {
            Path rules = AgentRules.write(work.resolve("rules.yaml"), server);
            for (Group group : quick ? List.of(GATES, CAPTURED) : List.of(GATES, CAPTURED, OTHERS_OF_AGENT)) {
                run(group, quick, List.of("-javaagent:" + agent + "=" + rules), results);
            }
        } finally {
            server.stop(0);
        }
    }

    private static void run(Group group, boolean quick, List<String> jvmArguments, Results results) throws IOException {
        for (int turn = 0; turn < (quick ? 1 : group.turns()); turn++) {
            for (String benchmark : group.benchmarks()) {
                Options options = new OptionsBuilder()
                        .include(benchmark)
                        .forks(1)
                        .jvmArgsAppend(jvmArguments.toArray(new String[0]))
                        .warmupIterations(quick ? Math.min(QUICK_WARM_UPS, group.warmUps()) : group.warmUps())
                        .measurementIterations(quick ? 1 : group.iterations())
                        .warmupTime(TimeValue.seconds(1))
                        .measurementTime(TimeValue.seconds(1))
                        .addProfiler(CallerCost.class)
                        .verbosity(VerboseMode.SILENT)
                        .build();
                run(options, jvmArguments.isEmpty() ? "" : WITH_AGENT, results);
            }
        }
    }

    private static void run(Options options, String suffix, Results results) throws IOException {
        try {
            for (RunResult result : new Runner(options).run()) {
                take(result, suffix, results);
            }
        } catch (RunnerException e) {
            throw new IOException("JMH failed: " + e.getMessage(), e);
        }
    }

    private static void take(RunResult result, String suffix, Results results) {
        String[] path = result.getParams().getBenchmark().split("\\.", -1);
        String type = path[path.length - 2].replace("Benchmark", "");
        double nanos = result.getPrimaryResult().getStatistics().getPercentile(50);
        double cpuNanos = result.getSecondaryResults().get(CallerCost.CPU).getScore();
        double bytes = result.getSecondaryResults().get(CallerCost.BYTES).getScore();
        results.addFloor(new CallCost(type + "." + path[path.length - 1] + suffix, nanos, cpuNanos, bytes));
    }
}
