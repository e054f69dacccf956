// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.event.NameFilter;
import dev.amplitude4j.internal.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PropertyNamesTest {

    private final PropertyNames names = new PropertyNames(new Budget(65_536));
    private final JsonWriter json = new JsonWriter(64, 65_536);

    @Test
    void randomNamesScopesAndRewinds_areTakenOncePerObject() {
        long seed = System.nanoTime();
        System.out.println("randomNames seed " + seed);
        Random random = new Random(seed);
        for (int event = 0; event < 5_000; event++) {
            // few names meet in the cache's slots seldom, many often
            int distinct = random.nextBoolean() ? 10 : 2_000;
            names.start(NameFilter.KEEP_ALL, 0);
            List<String> taken = new ArrayList<>();
            List<Integer> marks = new ArrayList<>();
            Set<String> model = new HashSet<>();
            for (int i = random.nextInt(60); i > 0; i--) {
                if (random.nextInt(10) == 0 && !taken.isEmpty()) {
                    int kept = random.nextInt(taken.size());
                    names.rewind(marks.get(kept));
                    while (taken.size() > kept) {
                        marks.remove(taken.size() - 1);
                        model.remove(taken.remove(taken.size() - 1));
                    }
                }
                int scope = random.nextInt(4);
                String name = new String("key" + random.nextInt(distinct));
                int mark = names.mark();
                boolean isNew = model.add(scope + name);
                assertThat(written(scope, name))
                        .as("seed %d event %d", seed, event)
                        .isEqualTo(isNew ? "\"" + name + "\":" : "");
                if (isNew) {
                    taken.add(scope + name);
                    marks.add(mark);
                }
            }
            names.clear();
        }
    }

    @Test
    void nameThatOneFilterKeeps_isAskedAboutAgainUnderAnother() {
        NameFilter denying = filter(NameFilter.Action.DENY);
        for (NameFilter filter : new NameFilter[] {NameFilter.KEEP_ALL, filter(NameFilter.Action.MASK), denying}) {
            for (int event = 0; event < 3; event++) {
                names.start(filter, 0);
                json.reset(Integer.MAX_VALUE);
                assertThat(names.write(json, 1, "name")).isEqualTo(filter == denying ? null : filter.actionFor("name"));
                names.clear();
            }
        }
    }

    private String written(int scope, String name) {
        json.reset(Integer.MAX_VALUE);
        NameFilter.Action action = names.write(json, scope, name);
        assertThat(action == null).isEqualTo(json.length() == 0);
        return new String(json.buffer(), 0, json.length(), StandardCharsets.US_ASCII);
    }

    private static NameFilter filter(NameFilter.Action action) {
        return new NameFilter() {
            @Override
            public Action actionFor(String name) {
                return action;
            }

            @Override
            public String hash(String value) {
                return value;
            }
        };
    }
}
