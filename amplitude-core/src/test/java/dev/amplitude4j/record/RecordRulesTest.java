// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import static dev.amplitude4j.Amplitude.kv;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What rules make of records that nobody tagged. */
class RecordRulesTest {

    private static final String ORDER =
            "Order (?<order_id>\\d+) placed by (?<user_id>\\S+) for (?<total>\\S+)( as a (?<gift>\\w+))?";

    private final RecordRule.Builder orders = RecordRule.builder()
            .logger("shop.*")
            .message(ORDER)
            .event("Order Placed")
            .types("total=number")
            .eventProperty("channel=legacy");

    @Test
    void groups_becomeIdsAndTypedProperties() {
        MapperFixture fixture = new MapperFixture(MappingOptions.builder().rule(orders));
        RecordedEvent event = log(fixture, "shop.Checkout", "Order 17 placed by ann-1 for 42.50");
        assertThat(event.top).containsEntry("event_type", "Order Placed").containsEntry("user_id", "ann-1");
        assertThat(event.properties)
                .containsEntry("order_id", "17")
                .containsEntry("total", 42.5)
                .containsEntry("channel", "legacy")
                .doesNotContainKeys("user_id", "gift");
        assertThat(fixture.mapper.ruleCounts().get(0).matched()).isEqualTo(1);
        assertThat(fixture.warnings).isEmpty();
    }

    @Test
    void valueThatDoesNotFitItsType_isLeftOutAndCounted() {
        MapperFixture fixture = new MapperFixture(MappingOptions.builder().rule(orders));
        RecordedEvent event = log(fixture, "shop.Checkout", "Order 17 placed by ann-1 for much");
        assertThat(event.properties).doesNotContainKey("total").containsEntry("order_id", "17");
        assertThat(fixture.mapper.ruleCounts().get(0).unreadable()).isEqualTo(1);
    }

    @Test
    void recordOfAnotherLogger_isNotEvenFormatted() {
        MapperFixture fixture = new MapperFixture(MappingOptions.builder().rule(orders));
        FakeRecord record = record("other.Checkout", "Order 17 placed by ann-1 for 42.50");
        record.formatted = null;
        AtomicInteger formatted = new AtomicInteger();
        RecordMapper<FakeRecord> mapper = new RecordMapper<>(
                new FakeRecord.Reader() {
                    @Override
                    public String formattedMessage(FakeRecord asked) {
                        formatted.incrementAndGet();
                        return "Order 17 placed by ann-1 for 42.50";
                    }
                },
                MappingOptions.builder().rule(orders).build(),
                warning -> {});
        assertThat(mapper.logUntagged(fixture, record)).isFalse();
        assertThat(formatted).hasValue(0);
        record.logger = "shop.Checkout";
        assertThat(mapper.logUntagged(fixture, record)).isTrue();
        assertThat(formatted).hasValue(1);
        record.logger = null;
        assertThat(mapper.logUntagged(fixture, record)).isFalse();
    }

    @Test
    void firstRuleThatFits_makesTheEvent() {
        MapperFixture fixture = new MapperFixture(MappingOptions.builder()
                .rule(RecordRule.builder()
                        .logger("shop.Checkout")
                        .message("refused")
                        .event("Refused"))
                .rule(RecordRule.builder()
                        .logger("shop.*, bar")
                        .message("Order")
                        .event("First"))
                .rule(RecordRule.builder().logger("*").message("Order 17").event("Second")));
        assertThat(log(fixture, "shop.Checkout", "Order 17").top).containsEntry("event_type", "First");
        assertThat(log(fixture, "bar", "Order 17").top).containsEntry("event_type", "First");
        assertThat(log(fixture, "barn", "Order 17").top).containsEntry("event_type", "Second");
        fixture.last = null;
        assertThat(fixture.mapper.logUntagged(fixture, record("barn", "Order 18")))
                .isFalse();
        assertThat(fixture.last).isNull();
    }

    @Test
    void groupNames_reachEverySectionThatKeysReach() {
        MapperFixture fixture = new MapperFixture(MappingOptions.builder()
                .rule(RecordRule.builder()
                        .logger("*")
                        .message("(?<event_type>\\w+) (?<group.company>\\w+) (?<$set.plan>\\w+) (?<amp.platform>\\w+)"
                                + " (?<flag>\\w+)")
                        .event("Fallback")
                        .types("flag=boolean")));
        RecordedEvent event = log(fixture, "any", "Signup Acme pro JVM TRUE");
        assertThat(event.top).containsEntry("event_type", "Signup").containsEntry("platform", "JVM");
        assertThat(event.groups).containsEntry("company", "Acme");
        assertThat(event.properties).containsEntry("flag", true);
        assertThat(event.userProperties.toString()).contains("plan").contains("pro");
    }

    @Test
    void ownPairsContextAndStatics_joinTheGroups() {
        MapperFixture fixture = new MapperFixture(MappingOptions.builder()
                .mdcEventProperties("tenant")
                .eventProperty("channel=appender")
                .eventProperty("service=shop")
                .rule(orders));
        FakeRecord record =
                record("shop.Checkout", "Order 17 placed by ann-1 for 42.50").context("tenant", "t-1");
        record.arguments = new Object[] {kv("order_id", "from the call"), kv("extra", 1)};
        fixture.mapper.logUntagged(fixture, record);
        assertThat(fixture.last.properties)
                .containsEntry("order_id", "17")
                .containsEntry("extra", 1)
                .containsEntry("tenant", "t-1")
                .containsEntry("channel", "legacy")
                .containsEntry("service", "shop");
    }

    @Test
    void runawayExpression_givesUpInTimeAndSwitchesItselfOffOnce() {
        AtomicLong nanos = new AtomicLong();
        List<String> warnings = new ArrayList<>();
        RecordMapper<FakeRecord> mapper = new RecordMapper<>(
                new FakeRecord.Reader(),
                MappingOptions.builder()
                        .rule(RecordRule.builder()
                                .logger("*")
                                .message("(a+)+(a+)+$")
                                .event("Bad"))
                        .rule(RecordRule.builder().logger("*").message("!").event("Good"))
                        .build(),
                warnings::add,
                () -> nanos.addAndGet(ActiveRule.BUDGET_NANOS / 100));
        MapperFixture client = MapperFixture.withDefaults();
        FakeRecord record = record("any", "a".repeat(5_000) + "!");
        for (int i = 0; i < 10; i++) {
            assertThat(mapper.logUntagged(client, record)).isTrue();
            assertThat(client.last.top).containsEntry("event_type", "Good");
        }
        RuleCounts bad = mapper.ruleCounts().get(0);
        assertThat(bad.isOff()).isTrue();
        assertThat(bad.ranAway()).isEqualTo(3);
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0))
                .contains("rule 'Bad'")
                .contains("switched off")
                .doesNotContain("aaa");
        assertThat(mapper.ruleCounts().get(1).matched()).isEqualTo(10);
    }

    @Test
    void seldomRunaway_leavesTheRuleOn() {
        AtomicLong nanos = new AtomicLong();
        RecordMapper<FakeRecord> mapper = new RecordMapper<>(
                new FakeRecord.Reader(),
                MappingOptions.builder()
                        .rule(RecordRule.builder().logger("*").message("(a+)+$").event("E"))
                        .build(),
                warning -> {},
                () -> nanos.addAndGet(ActiveRule.BUDGET_NANOS / 100));
        MapperFixture client = MapperFixture.withDefaults();
        for (int i = 0; i < 2_000; i++) {
            boolean isBad = i % 50 == 0;
            mapper.logUntagged(client, record("any", isBad ? "a".repeat(5_000) + "!" : "a"));
        }
        assertThat(mapper.ruleCounts().get(0).ranAway()).isEqualTo(40);
        assertThat(mapper.ruleCounts().get(0).isOff()).isFalse();
    }

    @Test
    void expressionThatOverflowsTheStack_countsAsRunaway() {
        MapperFixture fixture = new MapperFixture(MappingOptions.builder()
                .rule(RecordRule.builder().logger("*").message("^(a|b)*$").event("E")));
        boolean fits = fixture.mapper.logUntagged(fixture, record("any", "ab".repeat(ActiveRule.MAX_SEARCHED)));
        RuleCounts counts = fixture.mapper.ruleCounts().get(0);
        assertThat(counts.matched() + counts.ranAway()).isEqualTo(1);
        assertThat(fits).isEqualTo(counts.matched() == 1);
    }

    @Test
    void ruleThatCannotBe_isLeftOutWithItsProblem() {
        MappingOptions options = MappingOptions.builder()
                .rule(RecordRule.builder().logger("a").message("(?<t>x").event("E"))
                .rule(RecordRule.builder().message("x").types("t=numbr"))
                .rule(orders)
                .build();
        assertThat(options.rules).hasSize(1);
        assertThat(options.problems()).hasSize(4);
        assertThat(options.problems().get(0))
                .isEqualTo(
                        "rule 1: message is no regular expression: Unclosed group at character 7; the rule is left out");
        assertThat(options.problems().toString())
                .contains("rule 2: has no logger")
                .contains("rule 2: has no event");
    }

    @Test
    void withoutRules_nothingIsLogged() {
        MapperFixture fixture = MapperFixture.withDefaults();
        assertThat(fixture.mapper.hasRules()).isFalse();
        assertThat(fixture.mapper.logUntagged(fixture, record("shop", "Order 17")))
                .isFalse();
        assertThat(fixture.mapper.ruleCounts()).isEmpty();
    }

    private static RecordedEvent log(MapperFixture fixture, String logger, String message) {
        assertThat(fixture.mapper.logUntagged(fixture, record(logger, message))).isTrue();
        return fixture.last;
    }

    private static FakeRecord record(String logger, String message) {
        FakeRecord record = FakeRecord.ofNobody("a template");
        record.logger = logger;
        record.formatted = message;
        return record;
    }
}
