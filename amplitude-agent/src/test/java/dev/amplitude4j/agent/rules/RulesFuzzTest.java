// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever a rules file or an argument holds, reading it ends, throws nothing, and says nothing of a secret. */
class RulesFuzzTest {

    private static final long SEED = Long.getLong("amplitude.seed", System.nanoTime());
    private static final String SECRET = "5ec4e7a5ec4e7a5ec4e7a5ec4e7a5ec4";

    private static final String FILE = """
            apiKey: ${env:AMPLITUDE_API_KEY:-%s}
            serverZone: EU
            privacy: { deny: [card*], mask: phone, hashSalt: %s }
            batch:
              uploadInterval: 1 second
            methods:
              - method: com.acme.OrderService#place(com.acme.Order)
                event: "Order Placed"
                on: return
                user: arg0.customer.id
                properties: { total: arg0.total, status: return.status }
                when: return != null and arg0.total > 0
                sample: 10%%
                max: 50/s
              - annotation: a.B
            logs:
              - logger: com.acme.audit.*
                message: 'Order (?<order_id>\\d+) by (?<user_id>\\S+)'
                types: { order_id: number }
                event: Order Placed
            """.formatted(SECRET, SECRET);

    private static final List<String> PIECES = List.of(
            "method",
            "methods:",
            "- ",
            "\n",
            "  ",
            "#",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ":",
            ",",
            "*",
            "&a",
            "*a",
            "'",
            "\"",
            "${env:",
            "${sys:x}",
            "}",
            "arg0",
            ".",
            "return",
            "and",
            "==",
            "!",
            "\\Q",
            "\\k<",
            "(?<",
            "(?x)",
            "[^]",
            "\t",
            "\u0000",
            "\uFEFF",
            "---",
            "...",
            "!!str",
            "%",
            "|",
            ">",
            "<<",
            "null",
            "1e999",
            "apiKey",
            "rules=",
            "event=");

    private final Random random = new Random(SEED);

    @Test
    @DisplayName("any change of a rules file is read or reported")
    void changedFile_isReadOrReported() {
        int reported = 0;
        for (int i = 0; i < 2_000; i++) {
            String text = changed(FILE);
            Rules rules = RulesReader.readText("rules.yaml", text, new Variables());
            assertThat(rules.problems().toString()).as(seed(text)).doesNotContain(SECRET);
            assertThat(rules.methods().size()).as(seed(text)).isLessThanOrEqualTo(4);
            rules.mapping();
            rules.problems()
                    .forEach(problem ->
                            assertThat(problem.toString()).as(seed(text)).isNotBlank());
            reported += rules.problems().isEmpty() ? 0 : 1;
        }
        assertThat(reported).as("seed %d", SEED).isGreaterThan(400);
    }

    @Test
    void text_ofPiecesOnly_isReadOrReported() {
        for (int i = 0; i < 2_000; i++) {
            String text = pieces(random.nextInt(60));
            Rules rules = RulesReader.readText("rules.yaml", text, new Variables());
            assertThat(rules).as(seed(text)).isNotNull();
        }
    }

    @Test
    void argument_isReadOrReportedWithoutItsValues() {
        List<String> keys = List.of(
                "apiKey",
                "on",
                "when",
                "user",
                "sample",
                "method",
                "serverUrl",
                "serverZone",
                "log",
                "apikey",
                "enabled",
                "max",
                "event",
                "property.x",
                "annotation",
                "minIdLength",
                SECRET);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(5); n >= 0; n--) {
                text.append(pick(keys))
                        .append(random.nextInt(10) == 0 ? "" : "=")
                        .append(SECRET);
                text.append(random.nextInt(4) == 0 ? pieces(3) : "").append(',');
            }
            Rules rules = RulesReader.read(text.toString(), new Variables());
            assertThat(rules.problems().toString()).as(seed(text.toString())).doesNotContain(SECRET);
        }
    }

    private String changed(String text) {
        StringBuilder changed = new StringBuilder(text);
        for (int n = random.nextInt(4); n >= 0; n--) {
            int at = random.nextInt(changed.length());
            switch (random.nextInt(5)) {
                case 0 -> changed.delete(at, Math.min(changed.length(), at + 1 + random.nextInt(12)));
                case 1 -> changed.insert(at, pick(PIECES));
                case 2 -> changed.setCharAt(at, (char) random.nextInt(0x2100));
                case 3 -> changed.insert(at, pieces(random.nextInt(8)));
                default -> changed.insert(at, changed.substring(at, Math.min(changed.length(), at + 30)));
            }
            if (changed.indexOf(SECRET) < 0 || changed.length() == 0) {
                return changed.toString();
            }
        }
        return changed.toString();
    }

    private String pieces(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(pick(PIECES));
        }
        return text.toString();
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    private static String seed(String text) {
        return "seed " + SEED + ": " + text;
    }
}
