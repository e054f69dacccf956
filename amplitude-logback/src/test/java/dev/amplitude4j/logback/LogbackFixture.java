// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import dev.amplitude4j.AmplitudeClient;
import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.emulator.store.StoredEvent;
import dev.amplitude4j.options.Options;
import dev.amplitude4j.options.SettingText;
import dev.amplitude4j.registry.ClientRegistry;
import dev.amplitude4j.registry.Lease;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Logback's own context, configured from XML, and an emulator to send to. One test at a time: MDC and markers belong to the
 * process. Closing it stops the context and leaves it as if fresh.
 */
final class LogbackFixture implements AutoCloseable {

    static final String API_KEY = "0123456789abcdef0123456789abcdef";

    final Emulator emulator;
    final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

    LogbackFixture() {
        this(Emulator.builder());
    }

    LogbackFixture(Emulator.Builder judge) {
        emulator = judge.start();
        clear();
    }

    /** The key and the emulator's address, for an appender's body. */
    String target() {
        return "<apiKey>" + API_KEY + "</apiKey><serverUrl>" + emulator.url() + "</serverUrl>";
    }

    /** Configures an appender of that body under the root logger, as Logback does at a start or reload. */
    LogbackFixture appender(String body) {
        return xml(appenderXml("AMPLITUDE", body) + root("AMPLITUDE"));
    }

    static String appenderXml(String name, String body) {
        return "<appender name=\"" + name + "\" class=\"dev.amplitude4j.logback.AmplitudeAppender\">" + body
                + "</appender>";
    }

    static String root(String name) {
        return "<root level=\"INFO\"><appender-ref ref=\"" + name + "\"/></root>";
    }

    /** Configures what stands between the configuration tags. */
    LogbackFixture xml(String inside) {
        String text = "<configuration>" + inside + "</configuration>";
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (JoranException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    Logger logger(String name) {
        return context.getLogger(name);
    }

    AmplitudeAppender appender() {
        return (AmplitudeAppender) logger("ROOT").getAppender("AMPLITUDE");
    }

    /** The client that a started appender has on lease. */
    AmplitudeClient client() {
        return clientOf(appender());
    }

    AmplitudeClient clientOf(AmplitudeAppender appender) {
        Options options = appender.clientOptions(API_KEY, new SettingText())
                .statusListener(new ContextStatus(appender))
                .build();
        Lease lease = ClientRegistry.shared().acquire(options, () -> false);
        try {
            return lease.client();
        } finally {
            lease.release();
        }
    }

    /** Sends what was logged, and waits until the emulator has so many events. */
    List<StoredEvent> received(int count) {
        AmplitudeAppenders.flushAll(Duration.ofSeconds(60));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(emulator.received()).hasSize(count));
        return emulator.received();
    }

    /** Messages of the status channel at warning level, after a check that nothing stands above it. */
    List<String> warnings() {
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .filteredOn(status -> status.getLevel() >= Status.ERROR)
                .isEmpty();
        return messages(Status.WARN);
    }

    List<String> messages(int level) {
        return context.getStatusManager().getCopyOfStatusList().stream()
                .filter(status -> status.getLevel() == level)
                .map(Status::getMessage)
                .toList();
    }

    /** The law of the counters, with everything delivered. */
    static void assertAllDelivered(AmplitudeClient client, int events) {
        assertThat(client.stats().isBalanced()).as("%s", client.stats()).isTrue();
        assertThat(client.stats().delivered()).as("%s", client.stats()).isEqualTo(events);
        assertThat(client.stats().accepted()).as("%s", client.stats()).isEqualTo(events);
    }

    @Override
    public void close() {
        clear();
        emulator.close();
    }

    private void clear() {
        MDC.clear();
        context.stop();
        context.reset();
        context.getStatusManager().clear();
        context.start();
    }
}
