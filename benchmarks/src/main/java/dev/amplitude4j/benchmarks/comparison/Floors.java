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
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks that goals speak of and hands their figures to the results. Stateless. */
final class Floors {

    /** Ends the name of what ran under the agent. */
    static final String WITH_AGENT = " (agent)";

    private static final List<String> DECISIVE = List.of(
            "JacksonEncoderBenchmark.reusedGenerator",
            "LogEventBenchmark.(typed|pairs)",
            "LogbackCallBenchmark.(nothing|amplitude)",
            "OkHttpTransportBenchmark",
            "SpoolAppendBenchmark.spool");
    private static final List<String> OTHERS = List.of(
            "LogEventBenchmark.builder",
            "Log4j2CallBenchmark",
            "UntaggedCallBenchmark",
            "SpoolAppendBenchmark.plainFile",
            "ClassLoadingBenchmark");
    private static final List<String> DECISIVE_OF_AGENT = List.of("AgentCallBenchmark.(plain|closed|diceOut|captured)");
    private static final List<String> OTHERS_OF_AGENT =
            List.of("AgentCallBenchmark.sampledOut", "ClassLoadingBenchmark");

    private Floors() {}

    /** Runs all; {@code agent} is the agent's jar, {@code work} takes its rules. */
    static void run(boolean quick, Path agent, Path work, Results results) throws IOException {
        run(options(quick, DECISIVE, OTHERS), "", results);
        HttpServer server = AgentRules.startServer();
        try {
            Path rules = AgentRules.write(work.resolve("rules.yaml"), server);
            run(
                    options(quick, DECISIVE_OF_AGENT, OTHERS_OF_AGENT)
                            .jvmArgsAppend("-javaagent:" + agent + "=" + rules),
                    WITH_AGENT,
                    results);
        } finally {
            server.stop(0);
        }
    }

    private static ChainedOptionsBuilder options(boolean quick, List<String> decisive, List<String> others) {
        OptionsBuilder options = new OptionsBuilder();
        decisive.forEach(options::include);
        if (!quick) {
            others.forEach(options::include);
        }
        return options.forks(1)
                .warmupIterations(2)
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
