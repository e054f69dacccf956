// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.peer;

import com.snowplowanalytics.snowplow.tracker.Snowplow;
import com.snowplowanalytics.snowplow.tracker.Tracker;
import com.snowplowanalytics.snowplow.tracker.configuration.EmitterConfiguration;
import com.snowplowanalytics.snowplow.tracker.configuration.NetworkConfiguration;
import com.snowplowanalytics.snowplow.tracker.configuration.TrackerConfiguration;
import com.snowplowanalytics.snowplow.tracker.events.SelfDescribing;
import com.snowplowanalytics.snowplow.tracker.payload.SelfDescribingJson;
import dev.amplitude4j.benchmarks.workload.Peer;
import dev.amplitude4j.benchmarks.workload.Purchase;
import dev.amplitude4j.benchmarks.workload.Target;
import java.util.HashMap;
import java.util.Map;

/** Snowplow's tracker, with its defaults but for Base64, which would hide the events from the server. No settings. */
public final class SnowplowTracker implements Peer {

    private static final String SCHEMA = "iglu:dev.amplitude4j/order_completed/jsonschema/1-0-0";

    private Tracker tracker;

    @Override
    public void start(Target target) {
        tracker = Snowplow.createTracker(
                new TrackerConfiguration("benchmarks", "benchmarks").base64Encoded(false),
                new NetworkConfiguration(target.url()),
                new EmitterConfiguration());
    }

    @Override
    public boolean log(Purchase p) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("user_id", p.userId());
        properties.put("device_id", p.deviceId());
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
        tracker.track(SelfDescribing.builder()
                .eventData(new SelfDescribingJson(SCHEMA, properties))
                .build());
        return true;
    }

    @Override
    public void flush() {
        tracker.getEmitter().flushBuffer();
    }

    @Override
    public void close() {
        tracker.close();
    }
}
