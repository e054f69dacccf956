// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.logback.AmplitudeMarkers.AMPLITUDE;
import static dev.amplitude4j.logback.AmplitudeMarkers.AMPLITUDE_IDENTIFY;
import static dev.amplitude4j.logback.AmplitudeMarkers.AMPLITUDE_REVENUE;
import static dev.amplitude4j.logback.LogbackFixture.API_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.amplitude4j.AmplitudeClient;
import dev.amplitude4j.MarkdownPage;
import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.emulator.fault.Fault;
import dev.amplitude4j.emulator.store.StoredEvent;
import dev.amplitude4j.event.Event;
import dev.amplitude4j.result.FlushResult;
import dev.amplitude4j.result.LogResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Holds the code of the README: what stands there stands here as well, and does what the README says. */
class ReadmeIT {

    private static final Logger log = LoggerFactory.getLogger(ReadmeIT.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> DIFFERENT_EACH_TIME = List.of("time", "event_id", "insert_id", "library");

    private final LogbackFixture logback = new LogbackFixture();

    @AfterEach
    void stop() {
        logback.close();
    }

    @Test
    void javaBlocks_standInThisFile() throws IOException {
        Path thisFile = Path.of("src", "test", "java", "dev", "amplitude4j", "logback", "ReadmeIT.java");
        String source = withoutIndent(Files.readString(thisFile));

        assertThat(MarkdownPage.read("README.md").blocks("java"))
                .filteredOn(block -> !block.startsWith("// Log4j2"))
                .hasSize(4)
                .allSatisfy(block -> assertThat(source).contains(withoutIndent(block)));
    }

    @Test
    void xmlBlock_configuresTheAppender() throws IOException {
        System.setProperty("amplitude.apiKey", API_KEY);
        try {
            logback.xml(MarkdownPage.read("README.md").blocks("xml").get(0));
        } finally {
            System.clearProperty("amplitude.apiKey");
        }
        assertThat(logback.appender().isStarted()).isTrue();
        assertThat(logback.warnings()).isEmpty();
    }

    @Test
    void firstLogLine_arrivesAsTheJsonBlockSays() throws IOException {
        logback.appender(logback.target());

        MDC.put("user_id", "user-42");
        log.info(AMPLITUDE, "Order Completed", kv("total", 42.5), kv("currency", "EUR"));

        String promisedText = MarkdownPage.read("README.md").blocks("json").get(0);
        ObjectNode promised = (ObjectNode) JSON.readTree(promisedText);
        ObjectNode arrived =
                (ObjectNode) JSON.readTree(logback.received(1).get(0).json());
        assertThat(arrived.fieldNames()).toIterable().containsExactlyElementsOf(promised::fieldNames);
        assertThat(arrived.remove(DIFFERENT_EACH_TIME)).isEqualTo(promised.remove(DIFFERENT_EACH_TIME));
    }

    @Test
    @Tag("slf4j2")
    void otherLogLines_arriveAsTheirKinds() {
        logback.appender(logback.target());
        MDC.put("user_id", "user-42");

        log.atInfo().addMarker(AMPLITUDE).addKeyValue("total", 42.5).log("Order Completed"); // SLF4J 2
        log.info(AMPLITUDE_IDENTIFY, "plan changed", kv("plan", "pro"), kv("$add.upgrades", 1));
        log.info(AMPLITUDE_REVENUE, "paid", kv("price", 9.99), kv("quantity", 2), kv("productId", "beans"));

        assertThat(logback.received(3))
                .extracting(StoredEvent::eventType)
                .containsExactly("Order Completed", "$identify", "revenue_amount");
        assertThat(logback.warnings()).isEmpty();
    }

    @Test
    void client_delivers() {
        send(API_KEY, logback.emulator.url());

        assertThat(logback.emulator.received()).hasSize(1);
    }

    @Test
    void emulator_disturbsAndReceives() {
        try (Emulator emulator = Emulator.start()) {
            emulator.faults(Fault.answer(503).times(1).build());
            send(API_KEY, emulator.url()); // the code under test
            assertThat(emulator.received()).hasSize(1);
        }
    }

    private static void send(String apiKey, String url) {
        try (AmplitudeClient amplitude =
                AmplitudeClient.builder(apiKey).serverUrl(url).build()) {
            Event order = Event.builder("Order Completed")
                    .userId("user-42")
                    .property("total", 42.5)
                    .build();
            LogResult taken = amplitude.logEvent(order); // ACCEPTED, or why not; never an exception
            FlushResult sent = amplitude.flush(Duration.ofSeconds(2)); // what became of it
            System.out.println(taken + ", " + sent + ", " + amplitude.stats());
        }
    }

    private static String withoutIndent(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n"));
    }
}
