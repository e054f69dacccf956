// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.comparison;

import java.nio.file.Path;

/** The JDK that everything runs on, which is the one that runs the comparison. */
final class JavaHome {

    private JavaHome() {}

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
