// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks;

import dev.amplitude4j.benchmarks.comparison.Comparison;
import dev.amplitude4j.benchmarks.startup.StartUp;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The command line of the benchmarks: {@code peers} compares processes, {@code startup} what agents add to their start, anything
 * else goes to JMH.
 */
public final class Main {

    private Main() {}

    /** Runs what is asked for; {@code peers --help}, {@code startup --help} and {@code -h} tell more. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String command = arguments.length == 0 ? "" : arguments[0];
        String[] rest = Arrays.copyOfRange(arguments, Math.min(1, arguments.length), arguments.length);
        switch (command) {
            case "peers" -> System.exit(Comparison.run(rest, target(), System.out, System.err));
            case "startup" -> System.exit(StartUp.run(rest, target(), System.out, System.err));
            default -> org.openjdk.jmh.Main.main(arguments);
        }
    }

    /** The folder of the jar that is running, in which the build also put the peers. */
    private static Path target() {
        try {
            return Path.of(Main.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the jar has no path", e);
        }
    }
}
