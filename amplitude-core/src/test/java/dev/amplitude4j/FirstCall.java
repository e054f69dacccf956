// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j;

import dev.amplitude4j.event.Event;
import dev.amplitude4j.result.LogResult;
import java.time.Duration;

/** A process that starts a client and logs two events; classes of its own mark in the JVM's log where it is. */
final class FirstCall {

    private FirstCall() {}

    public static void main(String[] arguments) {
        AmplitudeClient client = AmplitudeClient.builder("0123456789abcdef0123456789abcdef")
                .serverUrl("http://localhost:9")
                .uploadInterval(Duration.ofHours(1))
                .build();
        Started.mark();
        LogResult first = client.logEvent(event());
        Logged.mark();
        LogResult second = client.logEvent(
                "user-1",
                (user, sink) -> sink.eventType("order completed").userId(user).property("total", 42.5));
        LoggedTyped.mark();
        System.out.println(first + " " + second);
        System.out.flush();
        Runtime.getRuntime().halt(0); // Before a batch is sealed.
    }

    private static Event event() {
        return Event.builder("order completed")
                .userId("user-1")
                .deviceId("device-1")
                .property("order_id", "order-1")
                .property("total", 42.5)
                .property("items", 3)
                .property("first_order", true)
                .build();
    }

    static final class Started {
        static void mark() {}
    }

    static final class Logged {
        static void mark() {}
    }

    static final class LoggedTyped {
        static void mark() {}
    }
}
