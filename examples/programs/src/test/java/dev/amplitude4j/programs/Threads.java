// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.programs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The threads of a running process and of its children, as the JDK's {@code jstack} shows them. */
final class Threads {

    private Threads() {}

    /** Those of all that runs in a JVM; nothing of what has ended. */
    static String of(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .filter(running -> running.info().command().orElse("").endsWith("java"))
                .map(running -> of(running.pid()))
                .collect(Collectors.joining("\n"));
    }

    private static String of(long pid) {
        Path jstack = Path.of(System.getProperty("java.home"), "bin", "jstack");
        try {
            Process dump = new ProcessBuilder(jstack.toString(), Long.toString(pid))
                    .redirectErrorStream(true)
                    .start();
            return new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
