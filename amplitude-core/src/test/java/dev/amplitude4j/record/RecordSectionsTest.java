// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import static dev.amplitude4j.Amplitude.kv;
import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.event.PropertyOperation;
import dev.amplitude4j.result.LogResult;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordSectionsTest {

    private final MapperFixture fixture = MapperFixture.withDefaults();

    @Test
    void recordTime_isTheDefault() {
        assertThat(fixture.map(new FakeRecord("t")).top).containsEntry("time", FakeRecord.TIME_MILLIS);
    }

    @Test
    void timeKey_takesNumbersTextAndDates() {
        for (Object time : new Object[] {
            1_600_000_000_000L,
            "1600000000000",
            1.6e12,
            Instant.ofEpochMilli(1_600_000_000_000L),
            OffsetDateTime.parse("2020-09-13T12:26:40Z"),
            "2020-09-13T12:26:40Z"
        }) {
            assertThat(fixture.map(new FakeRecord("t", kv("time", time))).top)
                    .as("%s", time)
                    .containsEntry("time", 1_600_000_000_000L);
        }
        assertThat(fixture.warnings).isEmpty();
    }

    @Test
    void unreadableTimeAndSession_areLeftOutWithOneWarning() {
        RecordedEvent event = fixture.map(new FakeRecord("t", kv("time", "yesterday"), kv("session_id", List.of("s"))));
        assertThat(event.top).containsEntry("time", FakeRecord.TIME_MILLIS).doesNotContainKey("session_id");
        assertThat(fixture.warnings).singleElement().asString().contains("session_id", "milliseconds");
    }

    @Test
    void ampPrefix_reachesEveryOtherField() {
        RecordedEvent event = fixture.map(new FakeRecord(
                "t",
                kv("amp.platform", "JVM"),
                kv("amp.app_version", "1.2"),
                kv("amp.price", 9.5),
                kv("amp.user_id", "user-amp"),
                kv("country", "a property"),
                kv("amp.unknown", "kept")));
        assertThat(event.top)
                .containsEntry("platform", "JVM")
                .containsEntry("app_version", "1.2")
                .containsEntry("price", 9.5)
                .containsEntry("user_id", "user-amp")
                .doesNotContainKey("country");
        assertThat(event.properties)
                .containsExactlyInAnyOrderEntriesOf(Map.of("country", "a property", "amp.unknown", "kept"));
    }

    @Test
    void staticProperties_mayBeFieldsAndGroups() {
        MapperFixture fixture = new MapperFixture(MappingOptions.builder()
                .eventProperty("amp.platform=JVM")
                .eventProperty("group.region", "eu")
                .eventProperty("service=checkout")
                .userProperty("tier=gold"));
        RecordedEvent event = fixture.map(new FakeRecord("t"));
        assertThat(event.top).containsEntry("platform", "JVM");
        assertThat(event.groups).containsEntry("region", "eu");
        assertThat(event.properties).containsExactly(Map.entry("service", "checkout"));
        assertThat(event.userProperties).containsExactly(Map.entry("$set.tier", "gold"));
    }

    @ParameterizedTest
    @EnumSource(value = PropertyOperation.class, mode = EnumSource.Mode.EXCLUDE, names = "CLEAR_ALL")
    void operationKeys_reachUserProperties(PropertyOperation operation) {
        String key = operation.jsonName() + ".a.b";
        RecordedEvent event = fixture.map(new FakeRecord("t", kv(key, 1)));
        assertThat(event.userProperties).containsExactly(Map.entry(key, 1));
        assertThat(event.properties).isEmpty();
    }

    @Test
    void keysThatOnlyLookLikeOperations_areProperties() {
        RecordedEvent event = fixture.map(
                new FakeRecord("t", kv("$set", 1), kv("$set.", 2), kv("$other.x", 3), kv("group.", 4), kv("amp.", 5)));
        assertThat(event.properties).containsOnlyKeys("$set", "$set.", "$other.x", "group.", "amp.");
        assertThat(event.userProperties).isEmpty();
    }

    @Test
    void identify_setsPlainKeysAsUserProperties() {
        RecordedEvent event = fixture.map(
                new FakeRecord("any text", kv("plan", "pro"), kv("$add.logins", 1), kv("group.company", "Acme")),
                "AMPLITUDE_IDENTIFY");
        assertThat(event.top).containsEntry("event_type", "$identify");
        assertThat(event.userProperties)
                .containsExactlyInAnyOrderEntriesOf(Map.of("$set.plan", "pro", "$add.logins", 1));
        assertThat(event.groups).containsEntry("company", "Acme");
        assertThat(event.properties).isEmpty();
    }

    @Test
    void groupIdentify_setsGroupPropertiesAndNeedsNoId() {
        MapperFixture fixture = new MapperFixture(MappingOptions.builder().userProperty("tier=gold"));
        FakeRecord record =
                FakeRecord.ofNobody("t", kv("group.company", "Acme"), kv("seats", 5), kv("$setOnce.since", 2020));
        RecordedEvent event = fixture.map(record, "AMPLITUDE_GROUP_IDENTIFY");
        assertThat(event.top).containsEntry("event_type", "$groupidentify").doesNotContainKey("device_id");
        assertThat(event.groups).containsEntry("company", "Acme");
        assertThat(event.groupProperties)
                .containsExactlyInAnyOrderEntriesOf(Map.of("$set.seats", 5, "$setOnce.since", 2020));
        assertThat(event.userProperties).isEmpty();
    }

    @Test
    void groupIdentifyWithoutGroup_isRefused() {
        assertThat(fixture.log(new FakeRecord("t", kv("seats", 5)), "AMPLITUDE_GROUP_IDENTIFY"))
                .isEqualTo(LogResult.INVALID);
        assertThat(fixture.warnings).singleElement().asString().contains("group.<type>", "shop.Checkout");
    }

    @Test
    void revenue_takesAmplitudesNames() {
        RecordedEvent event = fixture.map(
                new FakeRecord(
                        "bought",
                        kv("price", 9.99),
                        kv("$quantity", 2),
                        kv("quantity", 3),
                        kv("product_id", "p-1"),
                        kv("revenueType", "purchase"),
                        kv("revenue", 19.98),
                        kv("currency", "EUR"),
                        kv("receipt", "r"),
                        kv("receipt_sig", "s"),
                        kv("color", "red")),
                "AMPLITUDE_REVENUE");
        assertThat(event.top).containsEntry("event_type", "revenue_amount");
        assertThat(event.properties)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "$price",
                        9.99,
                        "$quantity",
                        2,
                        "$productId",
                        "p-1",
                        "$revenueType",
                        "purchase",
                        "$revenue",
                        19.98,
                        "$currency",
                        "EUR",
                        "$receipt",
                        "r",
                        "$receiptSig",
                        "s",
                        "color",
                        "red"));
    }

    @Test
    void throwable_givesItsTypeAndOnlyOnRequestItsMessage() {
        FakeRecord record = new FakeRecord("t").thrown(new IllegalStateException("card 4111"));
        assertThat(fixture.map(record).properties)
                .containsExactly(Map.entry("error_type", "java.lang.IllegalStateException"));
        MapperFixture talkative = new MapperFixture(MappingOptions.builder().includeErrorMessage(true));
        assertThat(talkative.map(record).properties)
                .containsEntry("error_type", "java.lang.IllegalStateException")
                .containsEntry("error_message", "card 4111")
                .hasSize(2);
    }
}
