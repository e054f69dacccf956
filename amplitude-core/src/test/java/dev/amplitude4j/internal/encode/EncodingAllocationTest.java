// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

import static dev.amplitude4j.internal.encode.Encoded.encoder;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.amplitude4j.event.EventField;
import dev.amplitude4j.event.NameFilter;
import dev.amplitude4j.event.PropertyOperation;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class EncodingAllocationTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int EVENTS = 200_000;

    private final EventEncoder encoder = encoder();

    private static long bytesPerEvent(Runnable event) {
        long thread = Thread.currentThread().getId();
        for (int i = 0; i < 20_000; i++) {
            event.run();
        }
        long before = THREADS.getThreadAllocatedBytes(thread);
        for (int i = 0; i < EVENTS; i++) {
            event.run();
        }
        return (THREADS.getThreadAllocatedBytes(thread) - before) / EVENTS;
    }

    private void typedEvent() {
        encoder.start(NameFilter.KEEP_ALL);
        encoder.eventType("order completed")
                .userId("user-4711")
                .deviceId("host-7f3c9e2a")
                .property("total", 42.5)
                .property("items", 3)
                .property("first_order", true)
                .property("currency", "EUR")
                .property("payment_method", "credit card")
                .property("city", "K\u00f6ln \uD83D\uDE00")
                .property("tax", 7.99)
                .property("took_ms", 812L);
        encoder.finish(1_795_404_599_871L, 7);
    }

    @Test
    void typedEventOf8Properties_allocatesNothing() {
        assertThat(bytesPerEvent(this::typedEvent)).isZero();
    }

    @Test
    void eventWithFieldsAndOperations_allocatesNothing() {
        assertThat(bytesPerEvent(() -> {
                    encoder.start(NameFilter.KEEP_ALL);
                    encoder.eventType("order completed")
                            .userId("user-4711")
                            .field(EventField.APP_VERSION, "4.2.0")
                            .field(EventField.PLATFORM, "JVM")
                            .userProperty(PropertyOperation.SET, "plan", "pro")
                            .group("company", "acme");
                    encoder.finish(1_795_404_599_871L, 7);
                }))
                .isZero();
    }

    @Test
    void eventAfterAHugeOne_allocatesNothingOnceWarm() {
        for (int i = 0; i < 1_000; i++) {
            encoder.property("p" + i, "x".repeat(1_000));
        }
        encoder.finish(0, 0);

        assertThat(bytesPerEvent(this::typedEvent)).isZero();
    }
}
