// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.MarkdownPage;
import dev.amplitude4j.internal.Redactor;
import dev.amplitude4j.internal.retry.Fate;
import dev.amplitude4j.internal.retry.ResponseReader;
import dev.amplitude4j.internal.retry.Trouble;
import dev.amplitude4j.internal.retry.Verdict;
import dev.amplitude4j.transport.UploadResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds {@code docs/answers.md} to the code: every example is judged as its row says, and every way out is the one told. */
class AnswersPageTest {

    private static final ResponseReader READER = new ResponseReader(new Redactor(VirtualClient.KEY), false);

    static List<List<String>> rows() throws IOException {
        return MarkdownPage.read("docs/answers.md").rows("status");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void answer_isJudgedAsThePageSays(List<String> row) {
        String body = row.get(1).replace("`", "");
        boolean compressed = row.get(0).contains("compressed");
        for (String status : row.get(0).replace(", compressed", "").split(", ", -1)) {
            UploadResponse answer =
                    new UploadResponse(Integer.parseInt(status), null, body.getBytes(StandardCharsets.UTF_8));
            Verdict verdict = READER.read(answer, new FourEvents(), compressed, 0);
            assertThat("`" + verdict.next() + "`").as(status).isEqualTo(row.get(3));
            assertThat(verdict.trouble() == null ? "none" : "`" + verdict.trouble() + "`")
                    .as(status)
                    .isEqualTo(row.get(4));
            assertFates(verdict, row.get(2));
        }
    }

    @Test
    void everyVerdict_hasAnExample_andSaysHowItGoesOn() throws IOException {
        Set<Verdict.Next> shown = EnumSet.noneOf(Verdict.Next.class);
        rows().forEach(row -> shown.add(Verdict.Next.valueOf(row.get(3).replace("`", ""))));
        assertThat(shown).containsExactlyInAnyOrder(Verdict.Next.values());
        List<String> explained = new ArrayList<>();
        MarkdownPage.read("docs/answers.md").rows("the request").forEach(row -> explained.add(row.get(0)));
        assertThat(explained)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Verdict.Next.values())
                        .map(next -> "`" + next + "`")
                        .toList());
    }

    @Test
    void everyReason_hasTheWayOutThatIsTold() throws IOException {
        Map<Trouble, String> page = new EnumMap<>(Trouble.class);
        for (List<String> row : MarkdownPage.read("docs/answers.md").rows("reason")) {
            page.put(Trouble.valueOf(row.get(0).replace("`", "")), row.get(1));
        }
        Map<Trouble, String> told = new EnumMap<>(Trouble.class);
        for (Trouble trouble : Trouble.values()) {
            told.put(trouble, Advice.wayOut(trouble));
        }
        assertThat(page).isEqualTo(told);
    }

    private static void assertFates(Verdict verdict, String words) {
        int dropped = words.contains("0 and 2 dropped") ? 2 : words.matches(".*\\d dropped.*") ? 1 : 0;
        boolean delivered = words.startsWith("delivered");
        assertThat(verdict.countDropped()).as(words).isEqualTo(dropped);
        assertThat(verdict.count(Fate.DELIVERED)).as(words).isEqualTo(delivered ? 4 : 0);
        assertThat(verdict.pausesAny()).as(words).isEqualTo(words.contains("paused"));
    }
}
