// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.comparison;

import dev.amplitude4j.benchmarks.floors.JacksonEncoderBenchmark;
import dev.amplitude4j.benchmarks.floors.Log4j2CallBenchmark;
import dev.amplitude4j.benchmarks.floors.LogEventBenchmark;
import dev.amplitude4j.benchmarks.floors.LogbackCallBenchmark;
import dev.amplitude4j.benchmarks.floors.OkHttpTransportBenchmark;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks that goals speak of and hands their figures to the results. Stateless. */
final class Floors {

    private static final List<Class<?>> BENCHMARKS = List.of(
            JacksonEncoderBenchmark.class,
            LogEventBenchmark.class,
            LogbackCallBenchmark.class,
            Log4j2CallBenchmark.class,
            OkHttpTransportBenchmark.class);

    private Floors() {}

    static void run(boolean quick, Results results) throws IOException {
        OptionsBuilder options = new OptionsBuilder();
        BENCHMARKS.forEach(type -> options.include(type.getName()));
        options.forks(quick ? 1 : 3)
                .warmupIterations(quick ? 2 : 4)
                .measurementIterations(quick ? 2 : 5)
                .warmupTime(TimeValue.seconds(1))
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT);
        try {
            for (RunResult result : new Runner(options.build()).run()) {
                take(result, results);
            }
        } catch (RunnerException e) {
            throw new IOException("JMH failed: " + e.getMessage(), e);
        }
    }

    private static void take(RunResult result, Results results) {
        String[] path = result.getParams().getBenchmark().split("\\.", -1);
        String type = path[path.length - 2].replace("Benchmark", "");
        String name = type + "." + path[path.length - 1];
        results.addFloor(name, result.getPrimaryResult().getStatistics().getPercentile(50));
        result.getSecondaryResults().forEach((label, other) -> {
            if (label.endsWith("gc.alloc.rate.norm")) {
                results.addFloor(name + ":B", other.getScore());
            }
        });
    }
}
