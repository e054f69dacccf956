// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Named groups with any names mean what they would mean to the JDK if it took these names. */
class NamedPatternTest {

    private static final String FAILED = "failed";
    private static final long SEED = Long.getLong("amplitude.seed", System.nanoTime());

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "(?<order_id>\\d+) by (?<user_id>\\S+) ~ 7 by ann ~ order_id=7 user_id=ann",
                "(a)(?<b_c>b)(c)(?<d>d) ~ abcd ~ b_c=b d=d",
                "(?<=x)(?<a_b>y)(?<!z) ~ xy ~ a_b=y",
                "(?:(?<a_b>a)|(?<c_d>c))(?i:B) ~ cb ~ c_d=c",
                "\\((?<a_b>\\d+)\\) ~ (12) ~ a_b=12",
                "\\Q(?<a_b>\\E(?<c_d>.) ~ (?<a_b>x ~ c_d=x",
                "[(?<a_b>]+(?<c_d>\\d) ~ ?>(1 ~ c_d=1",
                "[]\\](](?<c_d>\\d) ~ ](1 ~ c_d=1",
                "[^](](?<c_d>\\d) ~ a1 ~ c_d=1",
                "[a[(b]&&[^(]](?<c_d>\\d) ~ b1 ~ c_d=1",
                "(?<a_b>['\"]).*?\\k<a_b>(?<c_d>.) ~ 'x\"'y ~ a_b=' c_d=y",
                "(?<a_b>.)(?<c_d>.)\\k<c_d> ~ xyy ~ a_b=x c_d=y",
                "\\c((?<a_b>.) ~ h1 ~ a_b=1",
                "\\\\(?<a_b>.) ~ \\x ~ a_b=x",
                "(?<group.company>\\w+) (?<$set.plan>.+) ~ Acme pro ~ group.company=Acme $set.plan=pro",
                "(?<a-b>.)(?>(?<c_d>.)) ~ xy ~ a-b=x c_d=y",
            })
    void names_areKept(String regex, String text, String expected) {
        NamedPattern named = NamedPattern.compile(regex);
        Matcher matcher = named.pattern.matcher(text);
        List<String> found = new ArrayList<>();
        if (matcher.find()) {
            for (int i = 0; i < named.names.size(); i++) {
                String value = matcher.group(named.groupNumber(i));
                if (value != null) {
                    found.add(named.names.get(i) + "=" + value);
                }
            }
        }
        assertThat(String.join(" ", found)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "(?<a_b>x)(?<a_b>y)   | two groups are named a_b         | 12",
                "\\k<a_b>(?<a_b>x)    | no group before this             | 3",
                "(?<1a>x)             | expected the name of a group     | 3",
                "(?<>x)               | expected the name of a group     | 3",
                "(?<a_b               | expected the name of a group     | 3",
                "(?<long_name>x       | Unclosed group                   | 15",
                "(?<long_name>x)[a    | Unclosed character class         | 17",
                "(?x) (?<a>x)         | the flag x (comments)            | 2",
                "(?i-x:a)             | the flag x (comments)            | 4",
                "*                    | Dangling meta character          | 0",
            })
    void mistake_isReportedAtItsPlace(String regex, String description, int index) {
        assertThatExceptionOfType(PatternSyntaxException.class)
                .isThrownBy(() -> NamedPattern.compile(regex))
                .satisfies(e -> {
                    assertThat(e.getDescription()).contains(description);
                    assertThat(e.getIndex()).isBetween(index - 1, index + 1);
                });
    }

    @Test
    void deepNesting_isRefusedAndNotThrown() {
        String deep = "(".repeat(200_000) + ")".repeat(200_000);
        assertThatExceptionOfType(PatternSyntaxException.class).isThrownBy(() -> NamedPattern.compile(deep));
    }

    /** With names that the JDK takes as well, it is the judge: the same expressions are refused, and the same is found. */
    @Test
    void randomExpressions_meanWhatTheJdkSays() {
        Random random = new Random(SEED);
        List<String> pieces = List.of(
                "(", "(?<n1>", "(?<n2>", "(?:", "(?=", "(?<=a", "(?<!b", "(?>", "(?i)", ")", ")", ")", "[", "[^", "]",
                "&&", "\\[", "\\]", "\\(", "\\)", "\\Q", "\\E", "\\\\", "\\c(", "\\k<n1>", "\\1", "a", "b", "ab", ".",
                "+", "*", "?", "|", "x{1,2}", "\\d", "-", "^", "$", "\\x{61}", "\\p{L}", "\\0141");
        int compiled = 0;
        for (int i = 0; i < 30_000; i++) {
            StringBuilder regex = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                regex.append(pieces.get(random.nextInt(pieces.size())));
            }
            compiled += agrees(regex.toString()) ? 1 : 0;
        }
        assertThat(compiled).as("seed %d", SEED).isGreaterThan(1_500);
    }

    private static boolean agrees(String regex) {
        Pattern judge;
        try {
            judge = Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            assertThatExceptionOfType(PatternSyntaxException.class)
                    .as("seed %d: %s", SEED, regex)
                    .isThrownBy(() -> NamedPattern.compile(regex));
            return false;
        }
        NamedPattern named = NamedPattern.compile(regex);
        for (String text : List.of("", "a", "abab", "(a)[b]-x", "bb\\a1&&")) {
            List<String> expected = found(judge, text);
            assertThat(found(named.pattern, text))
                    .as("seed %d: %s", SEED, regex)
                    .isEqualTo(expected);
            for (int i = 0; i < named.names.size(); i++) {
                Matcher one = named.pattern.matcher(text);
                Matcher other = judge.matcher(text);
                if (!expected.contains(FAILED) && one.find() && other.find()) {
                    assertThat(one.group(named.groupNumber(i)))
                            .as("seed %d: %s", SEED, regex)
                            .isEqualTo(other.group(named.names.get(i)));
                }
            }
        }
        return true;
    }

    private static List<String> found(Pattern pattern, String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        try {
            while (matcher.find()) {
                for (int group = 0; group <= matcher.groupCount(); group++) {
                    found.add(matcher.group(group));
                }
            }
        } catch (NullPointerException e) { // the JDK's own, on some empty classes
            found.add(FAILED);
        }
        return found;
    }
}
