// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks;

import dev.amplitude4j.benchmarks.comparison.Comparison;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;

/** The command line of the benchmarks: {@code peers} compares processes, anything else goes to JMH. */
public final class Main {

    private Main() {}

    /** Runs what is asked for; {@code peers --help} and {@code -h} tell more. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 0 || !arguments[0].equals("peers")) {
            org.openjdk.jmh.Main.main(arguments);
            return;
        }
        String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        System.exit(Comparison.run(rest, target(), System.out, System.err));
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
