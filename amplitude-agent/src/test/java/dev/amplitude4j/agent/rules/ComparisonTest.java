// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void numbers_areComparedByValue() throws SyntaxException {
        assertThat(holds("arg0 > 0", 1)).isTrue();
        assertThat(holds("arg0 > 0", 0.0)).isFalse();
        assertThat(holds("arg0 >= 0.5", new BigDecimal("0.50"))).isTrue();
        assertThat(holds("arg0 == 9007199254740993", 9_007_199_254_740_992L)).isFalse();
        assertThat(holds("arg0 <= -1", (short) -1)).isTrue();
        assertThat(holds("arg0 < 3", Double.NaN)).isFalse();
        assertThat(holds("arg0 != 3", Double.NaN)).isTrue();
        assertThat(holds("arg0 < 3", "1")).isFalse();
    }

    @Test
    void textFlagsAndConstants_areComparedForEquality() throws SyntaxException {
        assertThat(holds("arg0 == \"x and y\"", "x and y")).isTrue();
        assertThat(holds("arg0 == 'x'", 'x')).isTrue();
        assertThat(holds("arg0 == SECONDS", TimeUnit.SECONDS)).isTrue();
        assertThat(holds("arg0 != SECONDS", TimeUnit.DAYS)).isTrue();
        assertThat(holds("arg0 == true", true)).isTrue();
        assertThat(holds("arg0 == null", null)).isTrue();
        assertThat(holds("arg0 != null", null)).isFalse();
        assertThat(holds("arg0 == \"7\"", 7)).isFalse();
    }

    @Test
    void pathAlone_meansThatThereIsAValue() throws SyntaxException {
        assertThat(holds("arg0", "")).isTrue();
        assertThat(holds("arg0", false)).isFalse();
        assertThat(holds("!arg0", null)).isTrue();
        assertThat(holds("! arg0.x", "y")).isFalse();
    }

    @Test
    void objectsOfTheApplication_areNeverAsked() throws SyntaxException {
        AtomicInteger calls = new AtomicInteger();
        Object hostile = new Object() {
            @Override
            public boolean equals(Object other) {
                return calls.incrementAndGet() > 0;
            }

            @Override
            public int hashCode() {
                return calls.incrementAndGet();
            }

            @Override
            public String toString() {
                return "x" + calls.incrementAndGet();
            }
        };
        Number own = new Number() {
            @Override
            public int intValue() {
                return calls.incrementAndGet();
            }

            @Override
            public long longValue() {
                return calls.incrementAndGet();
            }

            @Override
            public float floatValue() {
                return calls.incrementAndGet();
            }

            @Override
            public double doubleValue() {
                return calls.incrementAndGet();
            }
        };
        assertThat(holds("arg0 == \"x1\"", hostile)).isFalse();
        assertThat(holds("arg0 > 0", own)).isFalse();
        assertThat(holds("arg0 == 1", own)).isFalse();
        assertThat(calls).hasValue(0);
    }

    private static boolean holds(String condition, Object value) throws SyntaxException {
        return ConditionParser.parse(condition).get(0).holdsFor(value);
    }
}
