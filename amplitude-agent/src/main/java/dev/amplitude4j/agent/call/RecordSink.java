// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.call;

/** Takes the records that woven log calls hand over, on the thread that logs. */
public interface RecordSink {

    /** One record on its way to the appenders; {@code framework} and {@code detail} are what the woven log call hands over. */
    void take(int framework, Object logger, Object record, Object detail);
}
