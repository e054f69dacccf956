// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.event.Event;
import dev.amplitude4j.event.EventWriter;
import dev.amplitude4j.transport.NullTransport;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an event costs in garbage on the thread that logs it, through the whole client, behind which all is confirmed. */
class ClientAllocationTest {

    private static final int RUNS = 500_000;
    private static final int FLUSHED_AFTER = 10_000;

    private static final EventWriter<Order> TYPED = (order, event) -> event.eventType("order completed")
            .userId(order.user)
            .deviceId(order.device)
            .property("order_id", order.number)
            .property("total", order.total)
            .property("items", order.items)
            .property("first_order", order.first)
            .property("currency", order.currency)
            .property("payment_method", order.payment)
            .property("city", order.city)
            .property("took_ms", order.tookMillis);

    /** Pairs of a name and a value, as loggers and other libraries take them. */
    private static final EventWriter<Object[]> PAIRS = (pairs, event) -> {
        event.eventType((String) pairs[0]).userId((String) pairs[1]).deviceId((String) pairs[2]);
        for (int i = 3; i < pairs.length; i += 2) {
            event.property((String) pairs[i], pairs[i + 1]);
        }
    };

    private final AmplitudeClient client = AmplitudeClient.builder("0123456789abcdef0123456789abcdef")
            .transport(new NullTransport())
            .build();
    private final Order order = new Order();
    private int sinceFlush;

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void typedCall_allocatesNothing() {
        assertThat(bytesPerCall("typed call", () -> client.logEvent(order.next(), TYPED)))
                .isLessThan(0.5);
    }

    @Test
    void callWithPairs_allocatesTheCallersArrayAndBoxes() {
        assertThat(bytesPerCall("call with pairs", () -> logPairs(order.next())))
                .isLessThanOrEqualTo(160);
    }

    @Test
    void callWithAnEventObject_allocatesLittleMoreThanWhatItHolds() {
        assertThat(bytesPerCall("builder call", () -> client.logEvent(event(order.next()))))
                .isLessThan(320);
    }

    private void logPairs(Order o) {
        client.logEvent(
                new Object[] {
                    "order completed",
                    o.user,
                    o.device,
                    "order_id",
                    o.number,
                    "total",
                    o.total,
                    "items",
                    o.items,
                    "first_order",
                    o.first,
                    "currency",
                    o.currency,
                    "payment_method",
                    o.payment,
                    "city",
                    o.city,
                    "took_ms",
                    o.tookMillis
                },
                PAIRS);
    }

    private static Event event(Order o) {
        return Event.builder("order completed")
                .userId(o.user)
                .deviceId(o.device)
                .property("order_id", o.number)
                .property("total", o.total)
                .property("items", o.items)
                .property("first_order", o.first)
                .property("currency", o.currency)
                .property("payment_method", o.payment)
                .property("city", o.city)
                .property("took_ms", o.tookMillis)
                .build();
    }

    private double bytesPerCall(String what, Runnable call) {
        long bytes = ThreadBytes.allocatedBy(RUNS, () -> {
            call.run();
            flushNowAndThen();
        });
        System.out.printf("%s: %.2f B/op%n", what, bytes / (double) RUNS);
        assertThat(client.stats().accepted()).isEqualTo((long) ThreadBytes.ROUNDS * RUNS);
        return bytes / (double) RUNS;
    }

    /** Keeps the queue from filling up, since a refused event costs less. */
    private void flushNowAndThen() {
        if (++sinceFlush == FLUSHED_AFTER) {
            sinceFlush = 0;
            client.flush(Duration.ofSeconds(30));
        }
    }

    /** The values of one event, of which many are different each time. */
    private static final class Order {
        private final String[] numbers = new String[100];
        private final String user = "user-4711";
        private final String currency = "EUR";
        private final String payment = "credit card";
        private final String city = "K\u00f6ln";
        private String device;
        private String number;
        private double total;
        private int items;
        private boolean first;
        private long tookMillis;
        private int count;

        Order() {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = "order-no-" + i;
            }
        }

        Order next() {
            count++;
            number = numbers[count % numbers.length];
            device = number;
            total = count % 100_000 / 100.0;
            items = count % 12;
            first = count % 7 == 0;
            tookMillis = 40L + count % 2_000;
            return this;
        }
    }
}
