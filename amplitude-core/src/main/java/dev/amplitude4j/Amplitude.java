// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j;

import dev.amplitude4j.record.KeyValue;
import dev.amplitude4j.record.KeyValues;
import java.util.Map;

/**
 * What an application writes into its log calls to make events of them: typed key-values and the names of the markers. Any
 * thread calls it; nothing here throws because of a value.
 *
 * <pre>{@code
 * log.info(AMPLITUDE, "Order Completed", kv("total", 42.5), kv("currency", "EUR"));
 * }</pre>
 */
public final class Amplitude {

    /** Name of the marker that makes an event of a record. */
    public static final String AMPLITUDE = "AMPLITUDE";

    /** Name of the marker that sets properties of a user; should have {@link #AMPLITUDE} as its parent. */
    public static final String AMPLITUDE_IDENTIFY = "AMPLITUDE_IDENTIFY";

    /** Name of the marker that sets properties of a group; should have {@link #AMPLITUDE} as its parent. */
    public static final String AMPLITUDE_GROUP_IDENTIFY = "AMPLITUDE_GROUP_IDENTIFY";

    /** Name of the marker that reports revenue; should have {@link #AMPLITUDE} as its parent. */
    public static final String AMPLITUDE_REVENUE = "AMPLITUDE_REVENUE";

    private Amplitude() {}

    /**
     * One property of the event, to be passed as an argument of a log call. Its value keeps its type on every logging
     * framework. Maps, collections, arrays, dates and string builders are copied here, at most 16 levels deep and 10,000
     * values wide, so that what is changed afterwards does not change the event; other objects are kept as they are.
     *
     * @param name the property's name; null becomes {@code "null"}
     * @param value the value; null leaves the property out
     */
    public static KeyValue kv(String name, Object value) {
        return KeyValue.of(name, value);
    }

    /**
     * Several properties of the event as one argument of a log call, copied as by {@link #kv}.
     *
     * @param properties names and values; null means none
     */
    public static KeyValues props(Map<?, ?> properties) {
        return KeyValues.of(properties);
    }
}
