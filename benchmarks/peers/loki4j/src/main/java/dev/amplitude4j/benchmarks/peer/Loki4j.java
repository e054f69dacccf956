// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.peer;

import dev.amplitude4j.benchmarks.workload.FluentPurchase;
import dev.amplitude4j.benchmarks.workload.LogbackSetup;
import dev.amplitude4j.benchmarks.workload.Peer;
import dev.amplitude4j.benchmarks.workload.Purchase;
import dev.amplitude4j.benchmarks.workload.Target;

/** Loki4j behind SLF4J and Logback, with its defaults: key-value pairs are structured metadata. No settings. */
public final class Loki4j implements Peer {

    private LogbackSetup logback;

    @Override
    public void start(Target target) throws Exception {
        logback = LogbackSetup.start("""
                <appender name="LOKI" class="com.github.loki4j.logback.Loki4jAppender">
                  <http><url>%s/loki/api/v1/push</url></http>
                </appender>
                """.formatted(target.url()));
    }

    @Override
    public boolean log(Purchase purchase) {
        FluentPurchase.log(logback.logger(), purchase);
        return true;
    }

    @Override
    public void close() {
        logback.close();
    }
}
