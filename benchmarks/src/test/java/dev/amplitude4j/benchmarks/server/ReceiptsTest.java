// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.benchmarks.figures.Readings;
import dev.amplitude4j.benchmarks.workload.Purchases;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class ReceiptsTest {

    private final Receipts receipts = new Receipts();
    private final InetSocketAddress client = InetSocketAddress.createUnresolved("localhost", 1);

    private void confirm(int first, int events) {
        Purchases purchases = new Purchases(first, 1, 0, 0);
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < events; i++) {
            body.append(purchases.next().orderId());
        }
        receipts.confirmed(client, body.length(), MarkCounter.of(body.toString().getBytes(UTF_8)));
    }

    @Test
    void eventsThatCameBefore_areRepeated() {
        confirm(0, 10);
        confirm(8, 5);

        Readings readings = receipts.readings();
        assertThat(readings.get("confirmed")).isEqualTo(15);
        assertThat(readings.get("distinct")).isEqualTo(13);
        assertThat(readings.get("repeated")).isEqualTo(2);
    }

    @Test
    void refusedRequests_areCountedApart() {
        receipts.refused(client);
        confirm(0, 1);

        Readings readings = receipts.readings();
        assertThat(readings.get("posts")).isEqualTo(2);
        assertThat(readings.get("refusedPosts")).isEqualTo(1);
        assertThat(readings.get("connections")).isEqualTo(1);
    }

    @Test
    void reset_forgetsEverything() {
        confirm(0, 10);
        receipts.reset();

        assertThat(receipts.readings().all().values()).containsOnly(0.0);
    }
}
