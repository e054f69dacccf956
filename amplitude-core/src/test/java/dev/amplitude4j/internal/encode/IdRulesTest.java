// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdRulesTest {

    private final IdRules rules = new IdRules(1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anonymous",
                "Anonymous",
                "nil",
                "none",
                "NULL",
                "n/a",
                "N/A",
                "na",
                "undefined",
                "unknown",
                "",
                "\"\"",
                "''",
                "00000000-0000-0000-0000-000000000000",
                "00000000000000000000000000000000",
                "{}",
                "lmy47d",
                "0",
                "-1",
                " ",
                "  null ",
                "\t",
                "\n0"
            })
    void forbiddenId_isNotUsable(String id) {
        assertThat(rules.isUsable(id)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "user-1", "10", "-10", "nobody", "anonymous1", "00000000-0000-0000-0000-000000000001"})
    void otherId_isUsable(String id) {
        assertThat(rules.isUsable(id)).isTrue();
    }

    @Test
    void length_isTheConfiguredOne() {
        assertThat(new IdRules(5).isUsable("abcd")).isFalse();
        assertThat(new IdRules(5).isUsable("abcde")).isTrue();
        assertThat(rules.isUsable(null)).isFalse();
    }
}
