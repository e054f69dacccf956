// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.Amplitude.props;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import net.logstash.logback.argument.StructuredArguments;
import org.junit.jupiter.api.Test;

class RecordSourcesTest {

    private final MapperFixture fixture = MapperFixture.withDefaults();

    @Test
    void firstSource_winsForEveryName() {
        MapperFixture fixture = new MapperFixture(MappingOptions.builder()
                .mdcEventProperties("a, b, c, d")
                .eventProperty("a", "static")
                .eventProperty("b", "static")
                .eventProperty("c", "static")
                .eventProperty("d", "static")
                .eventProperty("e=static, with a comma"));
        FakeRecord record = new FakeRecord("t", Map.of("a", "map", "b", "map", "c", "map"), kv("a", "kv"))
                .keyValue("a", "fluent")
                .keyValue("b", "fluent")
                .context("a", "context")
                .context("b", "context")
                .context("c", "context")
                .context("d", "context");
        assertThat(fixture.map(record).properties)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("a", "kv", "b", "fluent", "c", "map", "d", "context", "e", "static, with a comma"));
    }

    @Test
    void topLevelAliases_areOneName() {
        MapperFixture fixture = new MapperFixture(MappingOptions.builder().userIdKeys("user_id, userId", "uid"));
        FakeRecord record = FakeRecord.ofNobody("t", kv("uid", "from-kv"))
                .keyValue("userId", "from-fluent")
                .context("user_id", "from-context");
        RecordedEvent event = fixture.map(record);
        assertThat(event.top).containsEntry("user_id", "from-kv");
        assertThat(event.properties).isEmpty();
    }

    @Test
    void ownArguments_keepTheirTypes() {
        RecordedEvent event = fixture.map(new FakeRecord(
                "Order Completed",
                kv("total", 42.5),
                kv("items", 3),
                kv("gift", true),
                props(Map.of("currency", "EUR"))));
        assertThat(event.properties)
                .containsExactlyInAnyOrderEntriesOf(Map.of("total", 42.5, "items", 3, "gift", true, "currency", "EUR"));
    }

    @Test
    void mapsAndEntries_arePairsAndOtherArgumentsAreNot() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put("a", 1);
        map.put(7, 2);
        map.put(null, 3);
        RecordedEvent event =
                fixture.map(new FakeRecord("t {}", map, Map.entry("b", 4), "text", 5, null, new Throwable("x")));
        assertThat(event.properties).containsExactlyInAnyOrderEntriesOf(Map.of("a", 1, "7", 2, "null", 3, "b", 4));
    }

    @Test
    void logstashArguments_arePairs() {
        RecordedEvent event = fixture.map(new FakeRecord(
                "t",
                StructuredArguments.keyValue("a", 1),
                StructuredArguments.value("b", 2.5),
                StructuredArguments.entries(Map.of("c", true)),
                StructuredArguments.array("d", "x", "y"),
                StructuredArguments.defer(() -> StructuredArguments.kv("e", "later")),
                StructuredArguments.fields(new Object())));
        assertThat(event.properties).containsOnlyKeys("a", "b", "c", "d", "e");
        assertThat(event.properties)
                .containsEntry("a", 1)
                .containsEntry("b", 2.5)
                .containsEntry("c", true);
        assertThat(event.properties).containsEntry("d", new Object[] {"x", "y"}).containsEntry("e", "later");
    }

    @Test
    void logstashArgument_losesToOwnAndFluent() {
        FakeRecord record = new FakeRecord(
                        "t",
                        StructuredArguments.keyValue("a", "logstash"),
                        StructuredArguments.keyValue("b", "logstash"))
                .keyValue("a", "fluent")
                .structured("b", "structured");
        assertThat(fixture.map(record).properties)
                .containsExactly(Map.entry("a", "fluent"), Map.entry("b", "logstash"));
    }

    @Test
    void logstashArgumentThatThrows_isLeftOut() {
        FakeRecord record = new FakeRecord(
                "t",
                StructuredArguments.defer(() -> {
                    throw new StackOverflowError();
                }),
                kv("a", 1));
        assertThat(fixture.map(record).properties).containsExactly(Map.entry("a", 1));
    }

    @Test
    void context_isReadWhereListedOnly() {
        MapperFixture fixture = new MapperFixture(MappingOptions.builder().mdcEventProperties("tenant, experiment.*"));
        FakeRecord record = new FakeRecord("t")
                .context("tenant", "acme")
                .context("experiment.color", "red")
                .context("experiment", "no")
                .context("Tenant", "no")
                .context("trace_id", "no")
                .context("amp.platform", "no")
                .context("$set.plan", "no");
        RecordedEvent event = fixture.map(record);
        assertThat(event.properties)
                .containsExactlyInAnyOrderEntriesOf(Map.of("tenant", "acme", "experiment.color", "red"));
        assertThat(event.userProperties).isEmpty();
        assertThat(event.top).containsOnlyKeys("event_type", "user_id", "time");
    }

    @Test
    void context_givesIdsTimesAndGroupsWithoutAList() {
        FakeRecord record = new FakeRecord("t")
                .context("device_id", "device-1")
                .context("session_id", "1700000000000")
                .context("ip", "10.1.2.3")
                .context("insert_id", "insert-1")
                .context("group.company", "Acme");
        RecordedEvent event = fixture.map(record);
        assertThat(event.top)
                .containsEntry("user_id", "user-42")
                .containsEntry("device_id", "device-1")
                .containsEntry("session_id", 1_700_000_000_000L)
                .containsEntry("ip", "10.1.2.3")
                .containsEntry("insert_id", "insert-1");
        assertThat(event.groups).containsExactly(Map.entry("company", "Acme"));
        assertThat(event.properties).isEmpty();
    }

    @Test
    void contextRename_givesTheNewNameAndLetsTheOldOneThrough() {
        MapperFixture fixture = new MapperFixture(MappingOptions.builder()
                .mdcRename("X-Request-Id=request_id, X-User=user_id, X-Plan=plan")
                .mdcUserProperties("X-Plan"));
        FakeRecord record = FakeRecord.ofNobody("t")
                .context("X-Request-Id", "r-1")
                .context("X-User", "user-77")
                .context("X-Plan", "pro");
        RecordedEvent event = fixture.map(record);
        assertThat(event.properties).containsExactly(Map.entry("request_id", "r-1"));
        assertThat(event.top).containsEntry("user_id", "user-77");
        assertThat(event.userProperties).containsExactly(Map.entry("$set.plan", "pro"));
    }

    @Test
    void contextTypeHints_makeNumbersAndBooleans() {
        MapperFixture fixture = new MapperFixture(MappingOptions.builder()
                .mdcEventProperties("*")
                .mdcTypes("a=number, b=number, c=number, d=boolean, e=boolean, f=string, g=number, i=number"));
        FakeRecord record = new FakeRecord("t")
                .context("a", "42")
                .context("b", " 1.5e3 ")
                .context("c", "12 apples")
                .context("d", "TRUE")
                .context("e", "yes")
                .context("f", "7")
                .context("g", 8L)
                .context("h", "9")
                .context("i", "1e999");
        assertThat(fixture.map(record).properties)
                .containsEntry("a", 42L)
                .containsEntry("b", 1500.0)
                .containsEntry("c", "12 apples")
                .containsEntry("d", true)
                .containsEntry("e", "yes")
                .containsEntry("f", "7")
                .containsEntry("g", 8L)
                .containsEntry("h", "9")
                .containsEntry("i", "1e999");
    }

    @Test
    void contextOf10000Names_givesTheFirst1000() {
        MapperFixture fixture = new MapperFixture(MappingOptions.builder().mdcEventProperties("n*"));
        FakeRecord record = FakeRecord.ofNobody("t");
        for (int i = 0; i < 10_000; i++) {
            record.context("n" + i, "v");
        }
        record.context("user_id", "user-after-all");
        RecordedEvent event = fixture.map(record);
        assertThat(event.properties).hasSize(1_000).containsKey("n999").doesNotContainKey("n1000");
        assertThat(event.top).containsEntry("user_id", "user-after-all");
    }

    @Test
    void nullValues_leaveTheirPlaceToLowerSources() {
        FakeRecord record = new FakeRecord("t", kv("a", null), kv("user_id", null)).keyValue("a", 1);
        RecordedEvent event = fixture.map(record);
        assertThat(event.properties).containsEntry("a", 1);
        assertThat(event.top).containsEntry("user_id", "user-42");
    }

    @Test
    void optionalId_isUnwrapped() {
        assertThat(fixture.map(new FakeRecord("t", kv("user_id", Optional.of("user-opt")))).top)
                .containsEntry("user_id", "user-opt");
        assertThat(fixture.map(new FakeRecord("t", kv("user_id", Optional.empty()))).top)
                .containsEntry("user_id", "user-42");
    }
}
