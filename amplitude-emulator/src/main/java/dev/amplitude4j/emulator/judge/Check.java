// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.judge;

import java.io.IOException;

/**
 * One named check of the table. Called by the thread that serves the request.
 *
 * @param name what is checked, for readers
 * @param rule the check itself
 */
record Check(String name, Rule rule) {

    /** Answers a request that breaks a rule (or that needs no further check), else returns null. */
    @FunctionalInterface
    interface Rule {
        Answer answer(Submission submission) throws IOException;
    }
}
