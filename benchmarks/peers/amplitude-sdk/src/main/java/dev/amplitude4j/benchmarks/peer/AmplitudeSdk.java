// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.peer;

import com.amplitude.Amplitude;
import com.amplitude.AmplitudeLog;
import com.amplitude.Event;
import dev.amplitude4j.benchmarks.workload.Peer;
import dev.amplitude4j.benchmarks.workload.Purchase;
import dev.amplitude4j.benchmarks.workload.Target;
import org.json.JSONObject;

/** Amplitude's own SDK. Settings: {@code threshold}, the number of events from which it sends, 10 by default as there. */
public final class AmplitudeSdk implements Peer {

    private Amplitude amplitude;

    @Override
    public void start(Target target) {
        amplitude = Amplitude.getInstance("benchmarks");
        amplitude.init(Target.API_KEY);
        amplitude.setServerUrl(target.url() + "/2/httpapi");
        amplitude.setLogMode(AmplitudeLog.LogMode.OFF);
        amplitude.setEventUploadThreshold(target.number("threshold", 10));
    }

    @Override
    public boolean log(Purchase p) {
        Event event = new Event(Purchase.EVENT_TYPE, p.userId(), p.deviceId());
        JSONObject properties = new JSONObject();
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
        event.eventProperties = properties;
        amplitude.logEvent(event);
        return true;
    }

    @Override
    public void flush() {
        amplitude.flushEvents();
    }

    @Override
    public void close() throws InterruptedException {
        amplitude.shutdown();
    }
}
