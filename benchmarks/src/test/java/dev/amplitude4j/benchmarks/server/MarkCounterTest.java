// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.benchmarks.workload.Purchases;
import org.junit.jupiter.api.Test;

class MarkCounterTest {

    @Test
    void body_hasAsManyEventsAsMarks() {
        Purchases purchases = new Purchases(7, 1, 0, 0);
        String body = "{\"a\":\"" + purchases.next().orderId() + "\"},"
                + purchases.next().orderId() + "order-no!";

        MarkCounter counter = MarkCounter.of(body.getBytes(UTF_8));

        assertThat(counter.events()).isEqualTo(2);
        assertThat(counter.orders().stream()).containsExactly(7, 8);
    }

    @Test
    void mark_cutOffAtTheEnd_doesNotCount() {
        String mark = new Purchases(7, 1, 0, 0).next().orderId();

        MarkCounter counter =
                MarkCounter.of(mark.substring(0, mark.length() - 1).getBytes(UTF_8));

        assertThat(counter.events()).isZero();
    }

    @Test
    void lastMark_endsWithTheBody_counts() {
        String mark = new Purchases(7, 1, 0, 0).next().orderId();

        assertThat(MarkCounter.of(mark.getBytes(UTF_8)).events()).isEqualTo(1);
    }
}
