// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.options;

/** Prints warnings to standard error, which is the one channel that every host has and that is not its logging. */
final class StandardErrorListener implements StatusListener {

    static final StatusListener INSTANCE = new StandardErrorListener();

    private StandardErrorListener() {}

    @Override
    public void warn(String message) {
        System.err.append(message + System.lineSeparator());
    }

    @Override
    public void info(String message) {}
}
