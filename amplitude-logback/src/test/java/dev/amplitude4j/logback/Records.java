// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import ch.qos.logback.classic.spi.LoggingEvent;
import java.lang.reflect.Method;
import org.slf4j.Marker;

/** Makes records as Logback does, on any version of it. */
final class Records {

    private Records() {}

    /** {@code setMarker} on Logback 1.2, {@code addMarker} later. */
    static void mark(LoggingEvent record, Marker marker) {
        try {
            for (Method method : LoggingEvent.class.getMethods()) {
                if (method.getName().equals("addMarker") || method.getName().equals("setMarker")) {
                    method.invoke(record, marker);
                    return;
                }
            }
            throw new AssertionError("this Logback has no way to mark a record");
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot mark a record", e);
        }
    }
}
