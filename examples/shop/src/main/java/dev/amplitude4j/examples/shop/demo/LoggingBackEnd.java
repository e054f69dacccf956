// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.demo;

import dev.amplitude4j.result.Stats;

/**
 * What logs behind SLF4J, where SLF4J itself says nothing: how it starts, what its appender counted, how it stops. Each example
 * of a logging framework brings one as a service. Used by one thread.
 */
public interface LoggingBackEnd {

    /** Reads the example's configuration, and the system properties that it names, even if it had read it before. */
    void start();

    /** The counters of the example's appender; still to be asked for after the stop. */
    Stats stats();

    /** Stops the logging as an application does at its end: what was logged is delivered first. */
    void stop();
}
