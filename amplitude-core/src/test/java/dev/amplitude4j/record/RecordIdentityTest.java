// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import static dev.amplitude4j.Amplitude.kv;
import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.result.LogResult;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordIdentityTest {

    private final MapperFixture fixture = MapperFixture.withDefaults();

    @Test
    void missingIds_becomeTheAnonymousHost() {
        RecordedEvent event = fixture.map(FakeRecord.ofNobody("t"));
        assertThat(event.top).containsEntry("device_id", HostId.get()).doesNotContainKey("user_id");
        assertThat(event.properties).containsExactly(Map.entry("anonymous", true));
        assertThat(fixture.warnings).isEmpty();
    }

    @Test
    void anonymousDeviceId_canBeConfigured() {
        MapperFixture fixture = new MapperFixture(MappingOptions.builder().anonymousDeviceId("kiosk-7"));
        assertThat(fixture.map(FakeRecord.ofNobody("t")).top).containsEntry("device_id", "kiosk-7");
    }

    @Test
    void anonymousDeviceIdThatAmplitudeRefuses_isReplacedByTheHost() {
        MapperFixture fixture = new MapperFixture(MappingOptions.builder().anonymousDeviceId("unknown"));
        assertThat(fixture.map(FakeRecord.ofNobody("t")).top).containsEntry("device_id", HostId.get());
        assertThat(MappingOptions.builder().anonymousDeviceId("unknown").build().problems())
                .singleElement()
                .asString()
                .contains("anonymousDeviceId");
    }

    @Test
    void drop_refusesWithOneWarningAMinute() {
        MapperFixture fixture = new MapperFixture(MappingOptions.builder().missingId("DROP"));
        for (int i = 0; i < 5; i++) {
            assertThat(fixture.log(FakeRecord.ofNobody("t"), "AMPLITUDE")).isEqualTo(LogResult.INVALID);
        }
        assertThat(fixture.warnings).singleElement().asString().contains("shop.Checkout", "missingId=drop", "user_id");
        fixture.nanos.addAndGet(TimeUnit.SECONDS.toNanos(60));
        fixture.log(FakeRecord.ofNobody("t"), "AMPLITUDE");
        assertThat(fixture.warnings).hasSize(2);
    }

    /** The client judges by what it gets: without the name it would say that the name is missing. */
    @Test
    void refusedForWantOfAnId_keepsItsName() {
        MapperFixture fixture = new MapperFixture(MappingOptions.builder().missingId("drop"));
        assertThat(fixture.map(FakeRecord.ofNobody("t")).top).containsEntry("event_type", "t");
        assertThat(fixture.map(FakeRecord.ofNobody("t"), "AMPLITUDE_GROUP_IDENTIFY").top)
                .containsEntry("event_type", "$groupidentify");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234", "null", "Anonymous", "00000000-0000-0000-0000-000000000000", "undefined"})
    void unusableUserId_isReplaced(String id) {
        RecordedEvent event = fixture.map(new FakeRecord("t", kv("user_id", id)));
        assertThat(event.top).containsEntry("device_id", HostId.get()).doesNotContainKey("user_id");
        assertThat(event.properties).containsEntry("anonymous", true);
        assertThat(fixture.warnings)
                .singleElement()
                .asString()
                .contains("minIdLength")
                .doesNotContain(id + ' ');
    }

    @Test
    void unusableUserId_leavesAGoodDeviceAlone() {
        RecordedEvent event = fixture.map(new FakeRecord("t", kv("user_id", "12"), kv("device_id", "device-1")));
        assertThat(event.top).containsEntry("device_id", "device-1").doesNotContainKey("user_id");
        assertThat(event.properties).isEmpty();
    }

    @Test
    void numericUserId_isText() {
        assertThat(fixture.map(new FakeRecord("t", kv("user_id", 123_456L))).top)
                .containsEntry("user_id", "123456");
    }

    @Test
    void minIdLength_decides() {
        MapperFixture fixture = new MapperFixture(MappingOptions.builder().minIdLength(2));
        assertThat(fixture.map(new FakeRecord("t", kv("user_id", 12))).top).containsEntry("user_id", "12");
    }

    @Test
    void blankId_leavesItsPlaceToLowerSources() {
        assertThat(fixture.map(new FakeRecord("t", kv("user_id", " "))).top).containsEntry("user_id", "user-42");
    }

    @Test
    void hostileId_isMissing() {
        Object hostile = new Object() {
            @Override
            public String toString() {
                throw new OutOfMemoryError("not really");
            }
        };
        RecordedEvent event = fixture.map(FakeRecord.ofNobody("t", kv("user_id", hostile)));
        assertThat(event.top).containsEntry("device_id", HostId.get()).doesNotContainKey("user_id");
    }

    @Test
    void reservedName_isWarnedAbout() {
        assertThat(fixture.log(new FakeRecord("[Amplitude] Start Session"), "AMPLITUDE"))
                .isEqualTo(LogResult.INVALID);
        assertThat(fixture.warnings).singleElement().asString().contains("reserves");
    }

    @Test
    void warnings_countEachReasonByItself() {
        fixture.log(new FakeRecord("{}"), "AMPLITUDE");
        fixture.log(new FakeRecord("{}"), "AMPLITUDE");
        fixture.log(new FakeRecord("[Amplitude] x"), "AMPLITUDE");
        assertThat(fixture.warnings).hasSize(2);
    }

    @Test
    void loggerNameInWarnings_cannotForgeLines() {
        FakeRecord record = new FakeRecord("{}");
        record.logger = "a\nERROR forged\u001b[31m";
        fixture.log(record, "AMPLITUDE");
        assertThat(fixture.warnings).singleElement().asString().doesNotContain("\n", "\u001b");
    }

    @Test
    void hostId_isStableAndTellsHostsApart() {
        assertThat(HostId.of("web-1", "m", "shop"))
                .isEqualTo(HostId.of("web-1", "m", "shop"))
                .hasSize(32);
        assertThat(HostId.of("web-1", "m", "shop"))
                .isNotEqualTo(HostId.of("web-2", "m", "shop"))
                .isNotEqualTo(HostId.of("web-1", "n", "shop"))
                .isNotEqualTo(HostId.of("web-1", "m", "blog"));
        assertThat(HostId.of("", "", "shop")).isNotEqualTo(HostId.of("", "", "shop"));
    }
}
