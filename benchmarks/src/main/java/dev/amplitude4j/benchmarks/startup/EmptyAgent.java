// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.startup;

/** An agent that does nothing: what it costs, every agent costs. */
public final class EmptyAgent {

    private EmptyAgent() {}

    /** Called by the JVM. */
    public static void premain(String arguments) {
        // Its being called is all.
    }
}
