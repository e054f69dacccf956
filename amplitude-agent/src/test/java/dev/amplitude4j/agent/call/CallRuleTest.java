// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.agent.bridge.Bridge;
import dev.amplitude4j.agent.rules.Rules;
import dev.amplitude4j.agent.rules.RulesReader;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The share, the cap and the switch of one rule. */
class CallRuleTest {

    private static final int MANY = 100_000;
    private static final int NUMBER = 7;
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    @Test
    void shareOfCalls_isAThrowOfTheDice() {
        CallRule rule = rule("sample: 10%");
        long taken = IntStream.range(0, MANY).filter(i -> rule.takesCall()).count();

        // seven standard deviations to each side
        assertThat(taken).isBetween(9_300L, 10_700L);
        assertThat(rule.takesUser(null)).isTrue();
        assertThat(rule.line()).contains("unsampled=" + (MANY - taken));
    }

    @Test
    void shareOfUsers_staysTheSame() {
        CallRule rule = rule("user: arg0, sample: 10%");
        CallRule sameOfAnotherJvm = rule("user: arg0, sample: 10%");
        int taken = 0;
        for (int i = 0; i < MANY; i++) {
            assertThat(rule.takesCall()).isTrue();
            boolean takes = rule.takesUser("user-" + i);
            assertThat(sameOfAnotherJvm.takesUser("user-" + i)).isEqualTo(takes);
            taken += takes ? 1 : 0;
        }
        assertThat(taken).isBetween(9_000, 11_000);
    }

    @Test
    void largerShare_holdsTheUsersOfTheSmaller() {
        CallRule small = rule("user: arg0, sample: 10%");
        CallRule large = rule("user: arg0, sample: 30%");
        for (int i = 0; i < MANY; i++) {
            assertThat(large.takesUser(i) || !small.takesUser(i)).isTrue();
        }
    }

    /** Else all calls without a user would be in the share, or none. */
    @Test
    void callWithoutTheUserThatTheRuleNames_isAThrowOfTheDice() {
        CallRule rule = rule("user: arg0, sample: 50%");
        long taken = IntStream.range(0, MANY).filter(i -> rule.takesUser(null)).count();

        assertThat(taken).isBetween(48_500L, 51_500L);
    }

    @Test
    void cap_leavesRoomAgainInTheNextSecond() {
        CallRule rule = rule("max: 50/s");
        for (int second = 1; second <= 3; second++) {
            long nanos = TimeUnit.SECONDS.toNanos(second);
            assertThat(IntStream.range(0, 80)
                            .filter(i -> rule.hasRoom(nanos + i * MILLI))
                            .count())
                    .isEqualTo(50);
        }
        assertThat(rule.line()).contains("capped=90");
    }

    @Test
    void failuresInARow_switchTheRuleOffForGood() {
        CallRule rule = rule("max: 50/s");
        rule.open(true);
        for (int i = 0; i < CallRule.MAX_FAILURES_IN_A_ROW - 1; i++) {
            assertThat(rule.failed(new IllegalStateException())).isNull();
        }
        rule.made(true);
        for (int i = 0; i < CallRule.MAX_FAILURES_IN_A_ROW - 1; i++) {
            assertThat(rule.failed(new IllegalStateException())).isNull();
        }
        assertThat(Bridge.GATES[NUMBER]).isEqualTo((byte) 1);
        assertThat(rule.failed(new IllegalStateException("hostile")))
                .contains("com.acme.Shop#place", "switched off", "10 times in a row", "hostile");
        assertThat(Bridge.GATES[NUMBER]).isZero();
        rule.open(true);
        assertThat(Bridge.GATES[NUMBER]).isZero();
        assertThat(rule.line()).contains("failures=19", " off: ");
    }

    @Test
    void slowEvents_switchTheRuleOff_butAFewDoNot() {
        CallRule rule = rule("max: 50/s");
        assertThat(rule.took(TimeUnit.SECONDS.toNanos(10))).isNull();
        for (int i = 1; i < CallRule.TIMED_CALLS; i++) {
            assertThat(rule.took(1)).isNull();
        }
        for (int i = 1; i < CallRule.TIMED_CALLS; i++) {
            assertThat(rule.took(2 * MILLI)).isNull();
        }
        assertThat(rule.took(2 * MILLI)).contains("switched off", "more than a millisecond on average");
    }

    private static CallRule rule(String more) {
        Rules rules = RulesReader.readText(
                "rules.yaml", "methods:\n  - { method: com.acme.Shop#place, event: Placed, " + more + " }\n");
        assertThat(rules.problems()).isEmpty();
        return new CallRule(rules.methods().get(0), NUMBER);
    }
}
