// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTextTest {

    private final SettingText read = new SettingText();
    private final List<Object> seen = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "500, 500",
        "1 second, 1000",
        "2 seconds, 2000",
        "500 ms, 500",
        "500ms, 500",
        "1.5 s, 1500",
        "2 MIN, 120000",
        "1 hour, 3600000",
        "0, 0",
        "250 milliseconds, 250"
    })
    void durations_areReadAsPeopleWriteThem(String text, long millis) {
        read.duration("interval", text, seen::add);
        assertThat(seen).containsExactly(Duration.ofMillis(millis));
        assertThat(read.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1024, 1024",
        "16MB, 16000000",
        "900kB, 900000",
        "900 KB, 900000",
        "4MiB, 4194304",
        "1.5 MB, 1500000",
        "256KiB, 262144",
        "1GB, 1000000000",
        "1 gib, 1073741824",
        "12 bytes, 12"
    })
    void sizes_areReadAsPeopleWriteThem(String text, long bytes) {
        read.bytes("size", text, seen::add);
        assertThat(seen).containsExactly(bytes);
        assertThat(read.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "TRUE, true", "yes, true", "on, true", "False, false", "no, false", "off, false"})
    void flags_areReadInAnyCase(String text, boolean value) {
        read.flag("flag", text, seen::add);
        assertThat(seen).containsExactly(value);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "SALT_IS_UNDEFINED", "${SALT}", "${env:SALT:-}"})
    void unsetText_isPassedOver(String text) {
        readAsEverything(text);
        assertThat(seen).isEmpty();
        assertThat(read.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1 parsec", "1 2", "1e3", "99999999999999999999"})
    void unreadableText_isNotedWithWhatToWrite(String text) {
        readAsEverything(text);
        assertThat(seen).isEmpty();
        assertThat(read.problems()).hasSize(5).allMatch(problem -> problem.contains("'" + text + "'"));
        assertThat(read.problems()).allMatch(problem -> problem.contains("write "));
    }

    @Test
    void longText_isQuotedInPart() {
        read.number("n", "x".repeat(10_000), seen::add);
        assertThat(read.problems()).singleElement().asString().hasSizeLessThan(200);
    }

    private void readAsEverything(String text) {
        read.duration("a", text, seen::add);
        read.bytes("b", text, seen::add);
        read.number("c", text, seen::add);
        read.flag("d", text, seen::add);
        read.choice("e", text, Compression.class, seen::add);
    }
}
