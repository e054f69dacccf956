// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import static dev.amplitude4j.Amplitude.kv;
import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.result.LogResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventNamesTest {

    private final MapperFixture fixture = MapperFixture.withDefaults();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Order {} placed | Order placed",
                "Order placed: {} | Order placed",
                "Order placed, - : {} | Order placed",
                "  Order \t placed  | Order placed",
                "Order{}placed | Orderplaced",
                "Price {amount} set | Price {amount} set",
                "Paid - {} {} | Paid",
                "e-mail sent | e-mail sent"
            })
    void template_losesPlaceholdersBlanksAndTail(String template, String expected) {
        assertThat(name(new FakeRecord(template))).isEqualTo(expected);
        assertThat(name(new FakeRecord(template))).as("from the cache").isEqualTo(expected);
    }

    @Test
    void newlinesInTemplate_areBlanks() {
        assertThat(name(new FakeRecord("Order\r\n\u0000 placed"))).isEqualTo("Order placed");
    }

    @Test
    void key_beatsMarkerTypeAndTemplate() {
        FakeRecord record = new FakeRecord("template", kv("event_type", "From key"));
        record.structuredType = "type";
        assertThat(fixture.map(record, "AMPLITUDE:From marker").top).containsEntry("event_type", "From key");
        assertThat(fixture.last.properties).doesNotContainKey("event_type");
    }

    @Test
    void marker_beatsTypeAndTemplate() {
        FakeRecord record = new FakeRecord("template");
        record.structuredType = "type";
        assertThat(fixture.map(record, "AMPLITUDE: From marker").top).containsEntry("event_type", "From marker");
        assertThat(fixture.map(record, "AMPLITUDE: From marker").top).containsEntry("event_type", "From marker");
    }

    @Test
    void structuredType_beatsTemplate() {
        FakeRecord record = new FakeRecord("template");
        record.structuredType = "type";
        assertThat(name(record)).isEqualTo("type");
    }

    @Test
    void keyInFluentAndStructuredPairs_namesTheEvent() {
        assertThat(name(new FakeRecord("t").keyValue("event_type", "Fluent"))).isEqualTo("Fluent");
        assertThat(name(new FakeRecord("t").structured("event_type", "Structured")))
                .isEqualTo("Structured");
    }

    @Test
    void keyInContext_doesNotNameTheEvent() {
        assertThat(name(new FakeRecord("t").context("event_type", "From context")))
                .isEqualTo("t");
    }

    @Test
    void order_canBeChanged() {
        MapperFixture byLogger = new MapperFixture(MappingOptions.builder().eventTypeFrom("logger, key"));
        assertThat(byLogger.map(new FakeRecord("t", kv("event_type", "k"))).top)
                .containsEntry("event_type", "shop.Checkout");
        MapperFixture byMessage = new MapperFixture(MappingOptions.builder().eventTypeFrom("message"));
        assertThat(byMessage.map(new FakeRecord("t")).top).containsEntry("event_type", "formatted t");
        assertThat(byMessage.map(new FakeRecord("t", kv("event_type", "k"))).properties)
                .as("no source, so an ordinary key")
                .containsEntry("event_type", "k");
    }

    @Test
    void formattedMessage_isNeverUsedByDefault() {
        assertThat(fixture.log(new FakeRecord("{}"), "AMPLITUDE")).isEqualTo(LogResult.INVALID);
    }

    @Test
    void fuse_sendsNewNamesAsOverflowWithOneWarning() {
        MapperFixture narrow = new MapperFixture(MappingOptions.builder().maxEventTypes(2));
        narrow.map(new FakeRecord("one"));
        narrow.map(new FakeRecord("two"));
        RecordedEvent third = narrow.map(new FakeRecord("three"));
        assertThat(third.top).containsEntry("event_type", "log_overflow");
        assertThat(third.properties).containsEntry("event_type", "three");
        assertThat(narrow.map(new FakeRecord("two")).top).containsEntry("event_type", "two");
        narrow.nanos.addAndGet(Long.MAX_VALUE / 2);
        narrow.map(new FakeRecord("four"));
        assertThat(narrow.warnings).singleElement().asString().contains("maxEventTypes", "shop.Checkout");
    }

    @Test
    void fuse_letsThrough500NamesByDefault() {
        for (int i = 0; i < 500; i++) {
            assertThat(name(new FakeRecord("name " + i))).isEqualTo("name " + i);
        }
        assertThat(name(new FakeRecord("name 500"))).isEqualTo("log_overflow");
    }

    @Test
    void hugeTemplate_isCutQuickly() {
        String template = "x".repeat(50_000_000);
        assertThat(name(new FakeRecord(template))).hasSize(1_024);
    }

    private String name(FakeRecord record) {
        return (String) fixture.map(record).top.get("event_type");
    }
}
