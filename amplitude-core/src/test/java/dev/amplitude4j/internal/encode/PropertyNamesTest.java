// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.amplitude4j.event.NameFilter;
import dev.amplitude4j.internal.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PropertyNamesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Plain, with an escape, not ASCII, longer than the cache keeps. */
    private static final String[] STEMS = {"key", "k\"y", "k\u00e9y", "key".repeat(20)};

    private final PropertyNames names = new PropertyNames(new Budget(65_536));
    private final JsonWriter json = new JsonWriter(64, 65_536);

    @Test
    void randomNamesScopesAndRewinds_areTakenOncePerObject() throws IOException {
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
                String name = STEMS[random.nextInt(STEMS.length)] + random.nextInt(distinct);
                int mark = names.mark();
                boolean isNew = model.add(scope + name);
                assertThat(written(scope, name))
                        .as("seed %d event %d", seed, event)
                        .isEqualTo(isNew ? name : null);
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
        NameFilter denying = filter(name -> NameFilter.Action.DENY);
        for (NameFilter filter :
                new NameFilter[] {NameFilter.KEEP_ALL, filter(name -> NameFilter.Action.MASK), denying}) {
            for (int event = 0; event < 3; event++) {
                names.start(filter, 0);
                json.reset(Integer.MAX_VALUE);
                assertThat(names.write(json, 1, "name")).isEqualTo(filter == denying ? null : filter.actionFor("name"));
                names.clear();
            }
        }
    }

    @Test
    void filterThatDeniesSomeNames_isObeyedForEach_whateverTheCacheKeeps() throws IOException {
        long seed = System.nanoTime();
        System.out.println("filterThatDenies seed " + seed);
        Random random = new Random(seed);
        NameFilter filter = filter(name -> name.endsWith("7") ? NameFilter.Action.DENY : NameFilter.Action.KEEP);
        for (int event = 0; event < 50_000; event++) {
            String name = "key" + random.nextInt(2_000);
            names.start(filter, 0);
            assertThat(written(1, name)).as("seed %d", seed).isEqualTo(name.endsWith("7") ? null : name);
            names.clear();
        }
    }

    /** The name that a JSON reader finds; null if none was written. */
    private String written(int scope, String name) throws IOException {
        json.reset(Integer.MAX_VALUE);
        NameFilter.Action action = names.write(json, scope, name);
        assertThat(action == null).isEqualTo(json.length() == 0);
        String text = new String(json.buffer(), 0, json.length(), StandardCharsets.UTF_8);
        return action == null
                ? null
                : MAPPER.readTree("{" + text + "1}").fieldNames().next();
    }

    private static NameFilter filter(Function<String, NameFilter.Action> decision) {
        return new NameFilter() {
            @Override
            public Action actionFor(String name) {
                return decision.apply(name);
            }

            @Override
            public String hash(String value) {
                return value;
            }
        };
    }
}
