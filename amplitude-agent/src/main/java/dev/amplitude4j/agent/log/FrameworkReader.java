// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.log;

import dev.amplitude4j.record.RecordReader;
import java.util.Map;

/** Reads the records of one logging framework, on the thread that logs. Without state. */
interface FrameworkReader extends RecordReader<Object> {

    /** Class name of our appender for the framework: where that can be seen, the hook stays off. Null if there is none. */
    String appender();

    /** Whether the framework will hand the record on, for the first time; {@code detail} is the method's second argument. */
    boolean isLogged(Object logger, Object record, Object detail);

    /** Whether the record has any marker at all. */
    boolean hasMarkers(Object record);

    /** Shows the record's markers. */
    void markers(Object record, MarkerWalk walk);

    /** Hands over the entries of a map; anything else has none. */
    static void hand(Object map, PairVisitor visitor) {
        if (map instanceof Map) {
            ((Map<?, ?>) map).forEach((key, value) -> visitor.pair(String.valueOf(key), value));
        }
    }
}
