// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.startup;

import java.io.IOException;

/** The smallest program whose start is measured: greets once, and waits to be ended. */
public final class Hello {

    private Hello() {}

    /** Prints one line, and ends with its input. */
    public static void main(String[] arguments) throws IOException {
        System.out.println(greet("world"));
        System.out.flush();
        int end = System.in.read();
        System.exit(end < 0 ? 0 : 1);
    }

    static String greet(String whom) {
        return "Hello, ".concat(whom);
    }
}
