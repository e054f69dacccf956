// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.peer;

import com.segment.analytics.Analytics;
import com.segment.analytics.messages.TrackMessage;
import dev.amplitude4j.benchmarks.workload.Peer;
import dev.amplitude4j.benchmarks.workload.Purchase;
import dev.amplitude4j.benchmarks.workload.Target;
import java.util.HashMap;
import java.util.Map;

/** Segment's analytics, with its defaults. No settings. */
public final class Segment implements Peer {

    private Analytics analytics;

    @Override
    public void start(Target target) {
        analytics = Analytics.builder(Target.API_KEY).endpoint(target.url()).build();
    }

    @Override
    public boolean log(Purchase p) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("order_id", p.orderId());
        properties.put("total", p.total());
        properties.put("items", p.items());
        properties.put("first_order", p.firstOrder());
        properties.put("currency", p.currency());
        properties.put("payment_method", p.paymentMethod());
        properties.put("city", p.city());
        properties.put("took_ms", p.tookMillis());
        if (p.note() != null) {
            properties.put("note", p.note());
        }
        analytics.enqueue(TrackMessage.builder(Purchase.EVENT_TYPE)
                .userId(p.userId())
                .anonymousId(p.deviceId())
                .properties(properties));
        return true;
    }

    @Override
    public void flush() {
        analytics.flush();
    }

    @Override
    public void close() {
        analytics.shutdown();
    }
}
