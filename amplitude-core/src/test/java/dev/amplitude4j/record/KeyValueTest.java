// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.Amplitude.props;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyValueTest {

    @Test
    void text_isNameAndValue() {
        assertThat(kv("total", 42.5)).hasToString("total=42.5");
        assertThat(props(Map.of("a", 1))).hasToString("a=1");
        assertThat(kv(null, null)).hasToString("null=null");
        assertThat(props(null)).hasToString("");
    }

    @Test
    void textOfHostileValue_doesNotThrow() {
        Object hostile = new Object() {
            @Override
            public String toString() {
                throw new StackOverflowError();
            }
        };
        assertThat(kv("x", hostile)).hasToString("x=<error: StackOverflowError>");
        assertThat(props(Map.of("x", hostile))).hasToString("x=<error: StackOverflowError>");
    }

    @Test
    @SuppressWarnings("JavaUtilDate") // what callers hand us
    void mutableValues_areCopied() {
        List<Object> list = new ArrayList<>(List.of(1));
        Map<String, Object> map = new HashMap<>(Map.of("list", list));
        Date date = new Date(1);
        int[] ints = {1};
        Object[] objects = {list};
        StringBuilder text = new StringBuilder("one");
        List<KeyValue> pairs =
                List.of(kv("map", map), kv("date", date), kv("ints", ints), kv("objects", objects), kv("text", text));
        KeyValues all = props(map);
        list.add(2);
        map.put("more", 2);
        date.setTime(2);
        ints[0] = 2;
        text.append(" two");
        assertThat(pairs)
                .extracting(KeyValue::value)
                .usingRecursiveComparison()
                .ignoringCollectionOrder()
                .isEqualTo(List.of(
                        Map.of("list", List.of(1)), new Date(1), new int[] {1}, new Object[] {List.of(1)}, "one"));
        assertThat(all.asMap()).isEqualTo(Map.of("list", List.of(1)));
    }

    @Test
    void immutableValues_areKept() {
        Object value = UUID.randomUUID();
        assertThat(kv("x", value).value()).isSameAs(value);
    }

    @Test
    void cycles_areCut() {
        Map<String, Object> map = new HashMap<>();
        map.put("self", map);
        map.put("list", List.of(map));
        assertThat(kv("x", map).value()).isEqualTo(Map.of("self", "<cycle>", "list", List.of("<cycle>")));
        assertThat(props(map).asMap()).isEqualTo(Map.of("self", "<cycle>", "list", List.of("<cycle>")));
    }

    @Test
    void depth_isBounded() {
        List<Object> deep = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            List<Object> outer = new ArrayList<>();
            outer.add(deep);
            deep = outer;
        }
        String text = kv("x", deep).toString();
        assertThat(text).isEqualTo("x=" + "[".repeat(16) + "\u2026" + "]".repeat(16));
    }

    @Test
    void endlessCollections_areCut() {
        List<Object> endless = new AbstractList<>() {
            @Override
            public Object get(int index) {
                return index;
            }

            @Override
            public int size() {
                return Integer.MAX_VALUE;
            }
        };
        assertThat((List<?>) kv("x", endless).value()).hasSize(Snapshot.MAX_NODES);
        assertThat((int[]) kv("x", new int[1_000_000]).value()).hasSize(Snapshot.MAX_NODES);
        assertThat((Object[]) kv("x", new Object[][] {new Object[20_000], {1}}).value())
                .hasSize(2);
    }

    @Test
    void hostileContainers_giveWhatCouldBeRead() {
        Map<String, Object> hostile = new AbstractMap<>() {
            @Override
            public Set<Entry<String, Object>> entrySet() {
                throw new OutOfMemoryError("not really");
            }
        };
        List<Object> half = new AbstractList<>() {
            @Override
            public Object get(int index) {
                if (index == 2) {
                    throw new IllegalStateException();
                }
                return index;
            }

            @Override
            public int size() {
                return 5;
            }
        };
        assertThat(kv("x", hostile).value()).isEqualTo(Map.of());
        assertThat(props(hostile).asMap()).isEmpty();
        assertThat(kv("x", half).value()).isEqualTo(List.of(0, 1));
    }
}
