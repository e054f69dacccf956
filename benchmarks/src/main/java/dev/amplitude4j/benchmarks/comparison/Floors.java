// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.comparison;

import com.sun.net.httpserver.HttpServer;
import dev.amplitude4j.benchmarks.floors.AgentCallBenchmark;
import dev.amplitude4j.benchmarks.floors.AgentRules;
import dev.amplitude4j.benchmarks.floors.CallerCost;
import dev.amplitude4j.benchmarks.floors.ClassLoadingBenchmark;
import dev.amplitude4j.benchmarks.floors.JacksonEncoderBenchmark;
import dev.amplitude4j.benchmarks.floors.Log4j2CallBenchmark;
import dev.amplitude4j.benchmarks.floors.LogEventBenchmark;
import dev.amplitude4j.benchmarks.floors.LogbackCallBenchmark;
import dev.amplitude4j.benchmarks.floors.OkHttpTransportBenchmark;
import dev.amplitude4j.benchmarks.floors.SpoolAppendBenchmark;
import dev.amplitude4j.benchmarks.floors.UntaggedCallBenchmark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks that goals speak of and hands their figures to the results. Stateless. */
final class Floors {

    /** Ends the name of what ran under the agent. */
    static final String WITH_AGENT = " (agent)";

    private static final List<Class<?>> BENCHMARKS = List.of(
            JacksonEncoderBenchmark.class,
            LogEventBenchmark.class,
            UntaggedCallBenchmark.class,
            LogbackCallBenchmark.class,
            Log4j2CallBenchmark.class,
            OkHttpTransportBenchmark.class,
            SpoolAppendBenchmark.class,
            ClassLoadingBenchmark.class);

    private static final List<Class<?>> UNDER_THE_AGENT =
            List.of(AgentCallBenchmark.class, ClassLoadingBenchmark.class);

    private Floors() {}

    /** Runs all; {@code agent} is the agent's jar, {@code work} takes its rules. */
    static void run(boolean quick, Path agent, Path work, Results results) throws IOException {
        run(options(quick, BENCHMARKS), "", results);
        HttpServer server = AgentRules.startServer();
        try {
            Path rules = AgentRules.write(work.resolve("rules.yaml"), server);
            run(
                    options(quick, UNDER_THE_AGENT).jvmArgsAppend("-javaagent:" + agent + "=" + rules),
                    WITH_AGENT,
                    results);
        } finally {
            server.stop(0);
        }
    }

    private static ChainedOptionsBuilder options(boolean quick, List<Class<?>> benchmarks) {
        OptionsBuilder options = new OptionsBuilder();
        benchmarks.forEach(type -> options.include(type.getName()));
        return options.forks(quick ? 1 : 2)
                .warmupIterations(quick ? 1 : 2)
                .measurementIterations(quick ? 1 : 2)
                .warmupTime(TimeValue.seconds(1))
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(CallerCost.class)
                .verbosity(VerboseMode.SILENT);
    }

    private static void run(ChainedOptionsBuilder options, String suffix, Results results) throws IOException {
        try {
            for (RunResult result : new Runner(options.build()).run()) {
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
