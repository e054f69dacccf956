// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.peer;

import dev.amplitude4j.benchmarks.workload.Peer;
import dev.amplitude4j.benchmarks.workload.Purchase;
import dev.amplitude4j.benchmarks.workload.Target;
import io.sentry.Sentry;
import io.sentry.SentryAttribute;
import io.sentry.SentryAttributes;
import io.sentry.SentryLogLevel;
import io.sentry.logger.SentryLogParameters;

/** Sentry's structured logs, with its defaults. No settings. */
public final class SentryLogs implements Peer {

    private static final int FLUSH_MILLIS = 2_000;

    @Override
    public void start(Target target) {
        Sentry.init(options -> {
            options.setDsn(target.url().replace("://", "://" + Target.API_KEY + "@") + "/1");
            options.getLogs().setEnabled(true);
        });
    }

    @Override
    public boolean log(Purchase p) {
        SentryAttributes attributes = SentryAttributes.of(
                SentryAttribute.stringAttribute("user_id", p.userId()),
                SentryAttribute.stringAttribute("device_id", p.deviceId()),
                SentryAttribute.stringAttribute("order_id", p.orderId()),
                SentryAttribute.doubleAttribute("total", p.total()),
                SentryAttribute.integerAttribute("items", p.items()),
                SentryAttribute.booleanAttribute("first_order", p.firstOrder()),
                SentryAttribute.stringAttribute("currency", p.currency()),
                SentryAttribute.stringAttribute("payment_method", p.paymentMethod()),
                SentryAttribute.stringAttribute("city", p.city()),
                SentryAttribute.integerAttribute("took_ms", (int) p.tookMillis()));
        if (p.note() != null) {
            attributes.add(SentryAttribute.stringAttribute("note", p.note()));
        }
        Sentry.logger().log(SentryLogLevel.INFO, SentryLogParameters.create(attributes), Purchase.EVENT_TYPE);
        return true;
    }

    @Override
    public void flush() {
        Sentry.flush(FLUSH_MILLIS);
    }

    @Override
    public void close() {
        Sentry.close();
    }
}
