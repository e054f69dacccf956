// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/rules.md to what the reader takes. */
class RulesPageTest {

    private static final Pattern YAML = Pattern.compile("(?ms)^```yaml\n(.*?)^```");

    @Test
    void everyExample_isUnderstood() throws IOException {
        List<String> examples =
                YAML.matcher(page()).results().map(match -> match.group(1)).toList();
        assertThat(examples).hasSize(2);
        for (String example : examples) {
            assertThat(RulesReader.readText("rules.md", example).problems())
                    .as(example)
                    .isEmpty();
        }
    }

    @Test
    void everyKey_isOnThePage() throws IOException {
        String page = page();
        Stream.of(
                        SettingsReader.OWN,
                        ClientSettings.TOP_LEVEL,
                        MethodRuleReader.KEYS,
                        ClientSettings.KEYS,
                        ClientSettings.MDC,
                        ClientSettings.PRIVACY,
                        ClientSettings.QUEUE,
                        ClientSettings.BATCH,
                        ClientSettings.SPOOL,
                        ClientSettings.PLAN,
                        ClientSettings.INGESTION)
                .flatMap(Arrays::stream)
                .forEach(key -> assertThat(page).as(key).containsPattern("[` {\n]" + key + "[`:]"));
    }

    @Test
    void reportedMistake_isAsThePageShowsIt() throws IOException {
        String rules = "\n\n\nmethods:\n  - method: a.B#c\n    event: E\n    on: retrun\n";
        String shown = Pattern.compile("(?m)^rules.yaml:7:9: .*$")
                .matcher(page())
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow();
        assertThat(RulesReader.readText("rules.yaml", rules).problems()).hasToString("[" + shown + "]");
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "rules.md"));
    }
}
