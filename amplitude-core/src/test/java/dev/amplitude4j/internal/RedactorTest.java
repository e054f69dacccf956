// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedactorTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final int PART = 8;

    private final Redactor redactor = new Redactor(KEY);

    @Test
    void key_isHidden_whereverItStands_andWhateverStandsBefore() {
        for (String filler : new String[] {"x", "\n", "\u00e9", KEY + " "}) {
            for (int length = 0; length < 500; length++) {
                String before = filler.repeat(length / filler.length());
                assertThat(redactor.redact(before + KEY))
                        .as("after %d of %s", length, filler)
                        .doesNotContain(KEY.substring(0, PART))
                        .hasSizeLessThanOrEqualTo(200);
            }
        }
    }

    @Test
    void text_isOnePrintableLine() {
        assertThat(redactor.redact("a\r\nb\u001b[31mc\u2028d ")).isEqualTo("a b [31mc d");
        assertThat(redactor.redact(null)).isEmpty();
    }
}
