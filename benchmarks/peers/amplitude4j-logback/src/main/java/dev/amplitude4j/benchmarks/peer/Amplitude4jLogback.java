// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.peer;

import dev.amplitude4j.benchmarks.workload.FluentPurchase;
import dev.amplitude4j.benchmarks.workload.KeepingAppender;
import dev.amplitude4j.benchmarks.workload.LogbackSetup;
import dev.amplitude4j.benchmarks.workload.Peer;
import dev.amplitude4j.benchmarks.workload.Purchase;
import dev.amplitude4j.benchmarks.workload.Target;

/**
 * amplitude4j behind SLF4J and Logback. Settings: {@code appender} is {@code amplitude} or {@code none}, {@code overflow} is
 * {@code wait} or {@code refuse}.
 */
public final class Amplitude4jLogback implements Peer {

    private LogbackSetup logback;

    @Override
    public void start(Target target) throws Exception {
        boolean none = target.setting("appender", "amplitude").equals("none");
        logback = LogbackSetup.start(none ? nothing() : amplitude(target));
    }

    private static String nothing() {
        return "<appender name=\"NONE\" class=\"" + KeepingAppender.class.getName() + "\"/>";
    }

    private static String amplitude(Target target) {
        return """
                <appender name="AMPLITUDE" class="dev.amplitude4j.logback.AmplitudeAppender">
                  <apiKey>%s</apiKey>
                  <serverUrl>%s</serverUrl>
                  <queue><maxBlock>%s</maxBlock></queue>
                </appender>
                """.formatted(
                Target.API_KEY, target.url(), target.setting("overflow", "wait").equals("wait") ? "1 min" : "0");
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
