// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a JVM of its own has to be told so that Log4j runs there as in an application. */
final class Log4jChild {

    /** From here on the JVM warns of calls that the disruptor makes, on the same stream as Log4j. */
    private static final int UNSAFE_WARNS_FROM = 24;

    /** By which a run of the tests makes Log4j garbage-free, where it is to be so. */
    private static final List<String> INHERITED =
            List.of("log4j2.enableThreadlocals", "log4j2.garbagefreeThreadContextMap");

    private Log4jChild() {}

    /** Options for that configuration: 3.0 reads the first, 2.x the second; with the servlet API in sight Log4j has no hook. */
    static List<String> options(Path configuration) {
        List<String> options = new ArrayList<>(List.of(
                "-Dlog4j.configuration.location=" + configuration,
                "-Dlog4j2.configurationFile=" + configuration,
                "-Dlog4j2.isWebapp=false"));
        for (String name : INHERITED) {
            if (System.getProperty(name) != null) {
                options.add("-D" + name + "=" + System.getProperty(name));
            }
        }
        if (Runtime.version().feature() >= UNSAFE_WARNS_FROM) {
            options.add("--sun-misc-unsafe-memory-access=allow");
        }
        return options;
    }
}
