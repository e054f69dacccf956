// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.peer;

import dev.amplitude4j.benchmarks.workload.Peer;
import dev.amplitude4j.benchmarks.workload.Purchase;
import dev.amplitude4j.benchmarks.workload.Target;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;

/** Log records of OpenTelemetry through its batch processor, with its defaults, over OTLP. No settings. */
public final class OpenTelemetryLogs implements Peer {

    private SdkLoggerProvider provider;
    private Logger logger;

    @Override
    public void start(Target target) {
        OtlpHttpLogRecordExporter exporter = OtlpHttpLogRecordExporter.builder()
                .setEndpoint(target.url() + "/v1/logs")
                .build();
        provider = SdkLoggerProvider.builder()
                .addLogRecordProcessor(BatchLogRecordProcessor.builder(exporter).build())
                .build();
        logger = provider.get("benchmarks");
    }

    @Override
    public boolean log(Purchase p) {
        LogRecordBuilder event =
                logger.logRecordBuilder().setSeverity(Severity.INFO).setBody(Purchase.EVENT_TYPE);
        event.setAttribute("user_id", p.userId());
        event.setAttribute("device_id", p.deviceId());
        event.setAttribute("order_id", p.orderId());
        event.setAttribute("total", p.total());
        event.setAttribute("items", p.items());
        event.setAttribute("first_order", p.firstOrder());
        event.setAttribute("currency", p.currency());
        event.setAttribute("payment_method", p.paymentMethod());
        event.setAttribute("city", p.city());
        event.setAttribute("took_ms", p.tookMillis());
        if (p.note() != null) {
            event.setAttribute("note", p.note());
        }
        event.emit();
        return true;
    }

    @Override
    public void flush() {
        provider.forceFlush();
    }

    @Override
    public void close() {
        provider.close();
    }
}
