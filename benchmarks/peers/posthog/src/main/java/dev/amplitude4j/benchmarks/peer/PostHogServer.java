// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.peer;

import com.posthog.server.PostHog;
import com.posthog.server.PostHogCaptureOptions;
import com.posthog.server.PostHogConfig;
import com.posthog.server.PostHogInterface;
import dev.amplitude4j.benchmarks.workload.Peer;
import dev.amplitude4j.benchmarks.workload.Purchase;
import dev.amplitude4j.benchmarks.workload.Target;

/** PostHog's SDK for servers, with its defaults, without feature flags. No settings. */
public final class PostHogServer implements Peer {

    private PostHogInterface posthog;

    @Override
    public void start(Target target) {
        posthog = PostHog.with(PostHogConfig.builder(Target.API_KEY)
                .host(target.url())
                .preloadFeatureFlags(false)
                .sendFeatureFlagEvent(false)
                .build());
    }

    @Override
    public boolean log(Purchase p) {
        PostHogCaptureOptions.Builder event = PostHogCaptureOptions.builder();
        event.property("device_id", p.deviceId());
        event.property("order_id", p.orderId());
        event.property("total", p.total());
        event.property("items", p.items());
        event.property("first_order", p.firstOrder());
        event.property("currency", p.currency());
        event.property("payment_method", p.paymentMethod());
        event.property("city", p.city());
        event.property("took_ms", p.tookMillis());
        if (p.note() != null) {
            event.property("note", p.note());
        }
        posthog.capture(p.userId(), Purchase.EVENT_TYPE, event.build());
        return true;
    }

    @Override
    public void flush() {
        posthog.flush();
    }

    @Override
    public void close() {
        posthog.close();
    }
}
