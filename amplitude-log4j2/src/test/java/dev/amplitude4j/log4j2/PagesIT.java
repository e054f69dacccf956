// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.log4j2.AmplitudeMarkers.AMPLITUDE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.MarkdownPage;
import dev.amplitude4j.emulator.store.StoredEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.message.StringMapMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Holds what the pages say of Log4j2 to the truth: their code, their examples, their table of attributes. */
class PagesIT {

    private static final String CONFIGURATION = "docs/configuration.md";
    private static final Marker CART_VIEWED = MarkerManager.getMarker("AMPLITUDE:Cart Viewed");

    private final Log4jFixture log4j = new Log4jFixture();

    @AfterEach
    void stop() {
        System.clearProperty("amplitude.apiKey");
        log4j.close();
    }

    @Test
    void javaBlockOfTheReadme_standsInThisFile() throws IOException {
        Path thisFile = Path.of("src", "test", "java", "dev", "amplitude4j", "log4j2", "PagesIT.java");
        String source = withoutIndent(Files.readString(thisFile));
        assertThat(MarkdownPage.read("README.md").blocks("java"))
                .filteredOn(block -> block.startsWith("// Log4j2"))
                .singleElement()
                .satisfies(block -> assertThat(source).contains(withoutIndent(block)));
    }

    @Test
    void callsOfTheReadme_makeEvents() {
        log4j.appender(log4j.target(), "");
        Logger log = log4j.logger("shop");
        // Log4j2, with dev.amplitude4j.log4j2.AmplitudeMarkers
        ThreadContext.put("user_id", "user-42");
        log.info(AMPLITUDE, "Order Completed", kv("total", 42.5), kv("currency", "EUR"));
        log.info(CART_VIEWED, new StringMapMessage().with("items", 3)); // a marker named AMPLITUDE:Cart Viewed
        assertThat(log4j.received(2))
                .extracting(StoredEvent::eventType)
                .containsExactly("Order Completed", "Cart Viewed");
        assertThat(log4j.warnings()).isEmpty();
    }

    @Test
    void examplesInXml_areUnderstood() throws IOException {
        System.setProperty("amplitude.apiKey", Log4jFixture.API_KEY);
        for (String page : Set.of("README.md", CONFIGURATION)) {
            assertThat(MarkdownPage.read(page).blocks("xml"))
                    .filteredOn(block -> block.contains("<Amplitude "))
                    .singleElement()
                    .satisfies(this::assertUnderstood);
        }
    }

    @Test
    void exampleInProperties_isUnderstood() throws IOException {
        System.setProperty("amplitude.apiKey", Log4jFixture.API_KEY);
        log4j.configure(
                ".properties",
                MarkdownPage.read(CONFIGURATION).blocks("properties").get(0));
        assertThat(log4j.appender().isStarted()).isTrue();
        assertThat(log4j.warnings()).isEmpty();
    }

    @Test
    void everyAttribute_isInTheTable() throws IOException {
        String rows = MarkdownPage.read(CONFIGURATION)
                .tables()
                .text()
                .lines()
                .filter(row -> row.split("\\|", -1).length == 4)
                .collect(Collectors.joining("\n"));
        for (String attribute : AppenderAttributesTest.Attributes.all()) {
            String[] path = attribute.split("/", -1);
            assertThat(rows.lines())
                    .as(attribute)
                    .anyMatch(row -> (row.contains(path[0]) && row.contains("`" + path[path.length - 1]))
                            || row.contains("<" + path[0] + " "));
        }
    }

    private void assertUnderstood(String block) {
        log4j.configure(".xml", block);
        assertThat(log4j.appender().isStarted()).isTrue();
        // The example hashes with a salt from the environment, which is not set here.
        assertThat(log4j.warnings()).allMatch(text -> text.contains("hashSalt"));
    }

    private static String withoutIndent(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n"));
    }
}
