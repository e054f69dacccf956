// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.options;

/**
 * Where the client says what it has to say about itself: front ends bind it to the status channel of their framework. It must
 * not log through the application's logging. Called on any thread; what it throws is ignored. Messages never contain the API
 * key or contents of events.
 */
public interface StatusListener {

    /** Something the operator should know; at most one line a minute per reason. */
    void warn(String message);

    /** Something worth knowing once, such as the final counts. */
    void info(String message);

    /** Prints warnings to standard error; the default of a client that is built without a front end. */
    static StatusListener standardError() {
        return StandardErrorListener.INSTANCE;
    }
}
