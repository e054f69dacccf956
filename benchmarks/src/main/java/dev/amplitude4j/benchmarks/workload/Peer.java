// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.workload;

/**
 * What every compared library looks like to the driver of a child process: an adapter in a class path of its own, found by
 * {@link java.util.ServiceLoader}. {@link #log} is called on the threads that are measured, the rest on the main thread.
 */
public interface Peer {

    /** Makes the library ready to log. */
    void start(Target target) throws Exception;

    /** Builds an event from the values and logs it: the timed call. Answers whether the library took it, as far as it says. */
    boolean log(Purchase purchase);

    /** Asks for everything to be sent soon; need not wait for it. */
    default void flush() {}

    /** Ends the library, without being asked to wait longer than the library's own default. */
    void close() throws Exception;
}
