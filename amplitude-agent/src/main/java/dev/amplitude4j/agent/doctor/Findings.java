// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.doctor;

import java.io.PrintStream;

/** Prints what the doctor finds, and counts it. Used by one thread. */
final class Findings {

    private final PrintStream out;
    private int errors;
    private int warnings;

    Findings(PrintStream out) {
        this.out = out;
    }

    void line(String text) {
        out.println(text);
    }

    /** Something that keeps a rule from doing what it says. */
    void error(String text) {
        errors++;
        out.println("  error: " + text);
    }

    /** Something to look at. */
    void warning(String text) {
        warnings++;
        out.println("  warning: " + text);
    }

    int errors() {
        return errors;
    }

    int warnings() {
        return warnings;
    }

    /** A number of things, in words: {@code 1 class}, {@code 2 classes}. */
    static String count(int number, String what) {
        String plural = what.endsWith("s") ? "es" : "s";
        return number + " " + what + (number == 1 ? "" : plural);
    }
}
