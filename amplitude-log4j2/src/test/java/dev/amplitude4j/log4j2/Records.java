// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.log4j2.AmplitudeMarkers.AMPLITUDE;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.apache.logging.log4j.message.SimpleMessage;

/** Records as Log4j makes them, for calls of the appender itself. */
final class Records {

    private Records() {}

    static LogEvent tagged(String message) {
        return of(AMPLITUDE, new ParameterizedMessage(message, kv("user_id", "user-1")));
    }

    static LogEvent untagged() {
        return of(null, new SimpleMessage("Visited"));
    }

    static LogEvent of(Marker marker, Message message) {
        return Log4jLogEvent.newBuilder()
                .setLoggerName("shop")
                .setMarker(marker)
                .setLevel(Level.INFO)
                .setMessage(message)
                .build();
    }
}
