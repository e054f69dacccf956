// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.peer;

import dev.amplitude4j.benchmarks.workload.FluentPurchase;
import dev.amplitude4j.benchmarks.workload.LogbackSetup;
import dev.amplitude4j.benchmarks.workload.Peer;
import dev.amplitude4j.benchmarks.workload.Purchase;
import dev.amplitude4j.benchmarks.workload.Target;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Logstash encoder behind an AsyncAppender that loses nothing, into a file that is deleted. No settings. */
public final class LogstashFile implements Peer {

    private LogbackSetup logback;
    private Path file;

    @Override
    public void start(Target target) throws Exception {
        file = Files.createTempFile("logstash", ".json");
        logback = LogbackSetup.start("""
                <appender name="FILE" class="ch.qos.logback.core.FileAppender">
                  <file>%s</file>
                  <encoder class="net.logstash.logback.encoder.LogstashEncoder"/>
                </appender>
                <appender name="ASYNC" class="ch.qos.logback.classic.AsyncAppender">
                  <discardingThreshold>0</discardingThreshold>
                  <maxFlushTime>0</maxFlushTime>
                  <appender-ref ref="FILE"/>
                </appender>
                """.formatted(file));
    }

    @Override
    public boolean log(Purchase purchase) {
        FluentPurchase.log(logback.logger(), purchase);
        return true;
    }

    @Override
    public void close() throws Exception {
        logback.close();
        Files.delete(file);
    }
}
