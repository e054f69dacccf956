// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

import static dev.amplitude4j.internal.encode.Encoded.encoder;
import static dev.amplitude4j.internal.encode.Encoded.event;
import static dev.amplitude4j.internal.encode.Encoded.property;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.amplitude4j.event.EventField;
import dev.amplitude4j.event.NameFilter;
import dev.amplitude4j.event.PropertyOperation;
import dev.amplitude4j.internal.json.Rounds;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every value that the table "Hostile input" names; none may throw, and the event stays acceptable. */
@SuppressWarnings("UnnecessaryStringBuilder") // such values are what applications hand in
class HostileValuesTest {

    private final EventEncoder encoder = encoder();

    /** An object whose every method that could be called by mistake fails the test. */
    private static final class Untouchable {
        @Override
        public boolean equals(Object other) {
            throw new AssertionError("equals was called");
        }

        @Override
        public int hashCode() {
            throw new AssertionError("hashCode was called");
        }

        @Override
        public String toString() {
            return "touched";
        }
    }

    private static Object printing(Supplier<String> text) {
        return new Object() {
            @Override
            public String toString() {
                return text.get();
            }
        };
    }

    private static <E extends Throwable> RuntimeException sneak(Throwable failure) throws E {
        @SuppressWarnings("unchecked")
        E unchecked = (E) failure;
        throw unchecked;
    }

    @SuppressWarnings("InfiniteRecursion") // on purpose
    private static int endless(int depth) {
        return endless(depth + 1) + 1;
    }

    static List<Throwable> failures() {
        return Arrays.asList(
                new IllegalStateException("secret"),
                new OutOfMemoryError("secret"),
                new StackOverflowError(),
                new ThreadDeath(),
                new LinkageError("secret"),
                new Exception("checked"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void throwingToString_becomesTheNameOfTheError(Throwable failure) {
        JsonNode value = property(encoder, printing(() -> {
            throw HostileValuesTest.<RuntimeException>sneak(failure);
        }));

        assertThat(value.textValue()).isEqualTo("<error: " + failure.getClass().getName() + ">");
        assertThat(encoder.sanitizedValues()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void throwingElement_leavesTheOthersAlone(Throwable failure) {
        Object failing = printing(() -> {
            throw HostileValuesTest.<RuntimeException>sneak(failure);
        });

        JsonNode value = property(encoder, Arrays.asList(1, failing, Collections.singletonMap("k", failing), 3));

        String error = "<error: " + failure.getClass().getName() + ">";
        assertThat(value).hasToString("[1,\"" + error + "\",{\"k\":\"" + error + "\"},3]");
    }

    @Test
    void realStackOverflow_becomesTheNameOfTheError() {
        assertThat(property(encoder, printing(() -> "" + endless(0))).textValue())
                .isEqualTo("<error: java.lang.StackOverflowError>");
    }

    @Test
    void toString_isCalledOnce() {
        int[] calls = new int[1];
        property(encoder, printing(() -> "call " + ++calls[0]));

        assertThat(calls[0]).isEqualTo(1);
    }

    @Test
    void nullFromToString_isLeftOut() {
        assertThat(property(encoder, printing(() -> null)).isMissingNode()).isTrue();
        assertThat(encoder.sanitizedValues()).isEqualTo(1);
    }

    @Test
    void toStringOff_showsTheClassOnly() {
        EventEncoder off = new EventEncoder(5, 65_536, false, new EventDefaults(null, null, null, null));

        assertThat(property(off, new Untouchable()).textValue()).isEqualTo("<" + Untouchable.class.getName() + ">");
        assertThat(property(off, new StringBuilder("text")).textValue()).isEqualTo("text");
    }

    @Test
    void userObjects_areAskedForTheirTextOnly() {
        IdentityHashMap<Object, Object> map = new IdentityHashMap<>();
        map.put(new Untouchable(), new Untouchable());

        assertThat(property(encoder, new Untouchable()).textValue()).isEqualTo("touched");
        assertThat(property(encoder, map)).hasToString("{\"touched\":\"touched\"}");
        assertThat(property(encoder, Arrays.asList(new Untouchable()))).hasToString("[\"touched\"]");
    }

    @Test
    void nesting_isReadToDepth16() {
        Object value = "core";
        for (int i = 0; i < 100; i++) {
            value = i % 2 == 0 ? Collections.singletonList(value) : Collections.singletonMap("k", value);
        }

        JsonNode node = property(encoder, value);

        int depth = 0;
        while (node.isContainerNode()) {
            node = node.elements().next();
            depth++;
        }
        assertThat(depth).isEqualTo(16);
        assertThat(node.textValue()).isEqualTo("\u2026");
        assertThat(encoder.truncatedValues()).isEqualTo(1);
    }

    @Test
    void cycles_areNamedWithoutHashing() {
        Map<String, Object> map = new HashMap<>();
        List<Object> list = new ArrayList<>();
        map.put("list", list);
        list.add(map);
        list.add(list);
        Object[] array = new Object[1];
        array[0] = array;

        assertThat(property(encoder, map)).hasToString("{\"list\":[\"<cycle>\",\"<cycle>\"]}");
        assertThat(property(encoder, array)).hasToString("[\"<cycle>\"]");
    }

    @Test
    void sharedValue_isNoCycle() {
        List<Integer> shared = Arrays.asList(1);

        assertThat(property(encoder, Arrays.asList(shared, shared))).hasToString("[[1],[1]]");
    }

    @Test
    void endlessSuppliers_end() {
        Supplier<?>[] self = new Supplier<?>[1];
        self[0] = () -> self[0];
        Supplier<?>[] fresh = new Supplier<?>[1];
        fresh[0] = () -> (Supplier<Object>) () -> fresh[0];

        assertThat(property(encoder, self[0]).textValue()).isEqualTo("<cycle>");
        assertThat(property(encoder, fresh[0]).isTextual()).isTrue();
    }

    @Test
    void manyWaysToTheSameValue_areBoundedByTheNodeBudget() {
        Object value = "x";
        for (int i = 0; i < 15; i++) {
            value = Arrays.asList(value, value, value, value, value, value, value, value, value, value);
        }

        property(encoder, value);

        assertThat(encoder.truncatedValues()).isPositive();
    }

    @Test
    void endlessIterator_isCutAndTheEventAccepted() {
        Iterable<Object> numbers = () -> endlessIterator(1234567890123L);
        Iterable<Object> strings = () -> endlessIterator("\u20ac".repeat(2_000));
        Iterable<Object> nulls = () -> endlessIterator(null);
        Iterable<Object> small = () -> endlessIterator(1);

        JsonNode event = event(
                encoder,
                NameFilter.KEEP_ALL,
                sink -> sink.property("numbers", numbers)
                        .property("after", 1)
                        .property("strings", strings)
                        .property("nulls", nulls)
                        .property("last", "here"));

        assertThat(event.path("event_properties").path("numbers").size()).isBetween(2_000, 10_000);
        assertThat(event.path("event_properties").path("last").textValue()).isEqualTo("here");
        assertThat(encoder.truncatedValues()).isPositive();
        assertThat(property(encoder, small).size()).isEqualTo(10_000);
        assertThat(encoder.truncatedValues()).isEqualTo(1);
    }

    private static Iterator<Object> endlessIterator(Object element) {
        return new Iterator<Object>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Object next() {
                return element;
            }
        };
    }

    @Test
    void lyingSize_isNotAsked() {
        Collection<Object> liar = new AbstractList<Object>() {
            @Override
            public Object get(int index) {
                throw new AssertionError("get was called");
            }

            @Override
            public int size() {
                throw new AssertionError("size was called");
            }

            @Override
            public Iterator<Object> iterator() {
                return Arrays.<Object>asList(1, 2).iterator();
            }
        };

        assertThat(property(encoder, liar)).hasToString("[1,2]");
    }

    @Test
    void brokenCollections_becomeTheNameOfTheError() {
        Iterable<Object> withoutIterator = () -> null;
        Iterable<Object> failsLater = () -> new Iterator<Object>() {
            private int calls;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Object next() {
                if (calls++ == 2) {
                    throw new NoSuchElementException();
                }
                return "read";
            }
        };
        Map<Object, Object> withoutEntries = new AbstractMap<Object, Object>() {
            @Override
            public Set<Entry<Object, Object>> entrySet() {
                throw new UnsupportedOperationException();
            }
        };

        assertThat(property(encoder, withoutIterator).textValue()).isEqualTo("<error: java.lang.NullPointerException>");
        assertThat(property(encoder, failsLater).textValue()).isEqualTo("<error: java.util.NoSuchElementException>");
        assertThat(property(encoder, withoutEntries).textValue())
                .isEqualTo("<error: java.lang.UnsupportedOperationException>");
    }

    @Test
    void concurrentChange_keepsWhatWasRead() {
        Iterable<Object> changed = () -> new Iterator<Object>() {
            private int calls;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Object next() {
                if (calls++ == 2) {
                    throw new ConcurrentModificationException();
                }
                return calls;
            }
        };

        assertThat(property(encoder, changed)).hasToString("[1,2]");
        assertThat(encoder.truncatedValues()).isEqualTo(1);

        Map<Object, Object> map = new LinkedHashMap<>();
        map.put("a", 1);
        map.put("b", (Supplier<Object>) () -> map.put("c", 3));
        map.put("d", 4);
        assertThat(property(encoder, map).path("a").intValue()).isEqualTo(1);
    }

    @Test
    void strings_areCutAt1024OnCodePoints() {
        String text = "x".repeat(1_023) + "\uD83D\uDE00";

        assertThat(property(encoder, text).textValue()).isEqualTo("x".repeat(1_023));
        assertThat(encoder.truncatedValues()).isEqualTo(1);
        assertThat(property(encoder, new StringBuilder(text)).textValue()).isEqualTo("x".repeat(1_023));
        assertThat(property(encoder, printing(() -> text)).textValue()).isEqualTo("x".repeat(1_023));
    }

    @Test
    void names_areCutAndWrittenOnce() {
        String name = "n".repeat(2_000);
        JsonNode event = event(
                encoder,
                NameFilter.KEEP_ALL,
                sink -> sink.property(name, 1)
                        .property(name + "x", 2)
                        .property("lone \uD800", 1)
                        .property("lone \uD801", 2)
                        .property(null, 3)
                        .property("null", 4));

        assertThat(event.path("event_properties"))
                .hasToString("{\"" + "n".repeat(1_024) + "\":1,\"lone \uFFFD\":1,\"null\":3}");
    }

    @Test
    void hugeStrings_areNotReadWhole() {
        String huge = "x".repeat(100_000_000);
        event(encoder, NameFilter.KEEP_ALL, sink -> sink.property("warm", 1));

        long nanos = Rounds.leastNanos(() -> event(
                encoder,
                NameFilter.KEEP_ALL,
                sink -> sink.property("text", huge).property(huge, 1).property("built", new CharSequence() {
                    @Override
                    public int length() {
                        return Integer.MAX_VALUE;
                    }

                    @Override
                    public char charAt(int index) {
                        return 'x';
                    }

                    @Override
                    public CharSequence subSequence(int from, int to) {
                        throw new AssertionError("subSequence was called");
                    }
                })));
        assertThat(nanos).isLessThan(Rounds.leastNanos(() -> huge.indexOf('y')));
    }

    @Test
    void lyingCharSequence_isGuarded() {
        CharSequence negative = new CharSequence() {
            @Override
            public int length() {
                return -5;
            }

            @Override
            public char charAt(int index) {
                throw new IndexOutOfBoundsException();
            }

            @Override
            public CharSequence subSequence(int from, int to) {
                return this;
            }
        };

        assertThat(property(encoder, negative).textValue()).isEmpty();
    }

    @Test
    void notFiniteNumbers_areLeftOutAndCounted() {
        JsonNode event = event(
                encoder,
                NameFilter.KEEP_ALL,
                sink -> sink.property("a", Double.NaN)
                        .property("b", (Object) Double.POSITIVE_INFINITY)
                        .property("c", Float.NaN)
                        .property("d", new double[] {1, Double.NaN})
                        .field(EventField.PRICE, Double.NaN));

        assertThat(event.path("event_properties")).hasToString("{\"d\":[1.0]}");
        assertThat(event.has("price")).isFalse();
        assertThat(encoder.sanitizedValues()).isEqualTo(5);
    }

    @Test
    void nullsAndEmptyOptionals_leaveTheNameToTheNext() {
        JsonNode event = event(
                encoder,
                NameFilter.KEEP_ALL,
                sink -> sink.property("a", null)
                        .property("a", java.util.Optional.empty())
                        .property("a", (Supplier<Object>) () -> null)
                        .property("a", 1)
                        .property("a", 2)
                        .userProperty(PropertyOperation.SET, "only", null));

        assertThat(event.path("event_properties")).hasToString("{\"a\":1}");
        assertThat(event.has("user_properties")).isFalse();
    }

    @Test
    void nestedKeys_becomeTextOnce() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put(1, "number");
        map.put("1", "text");
        map.put(null, "none");
        map.put("null", "text");
        map.put(Thread.State.NEW, "enum");
        map.put(
                printing(() -> {
                    throw new IllegalStateException();
                }),
                "failing");

        assertThat(property(encoder, map))
                .hasToString("{\"1\":\"number\",\"null\":\"none\",\"NEW\":\"enum\","
                        + "\"<error: java.lang.IllegalStateException>\":\"failing\"}");
    }

    @Test
    void tenThousandNames_areCutAt1000() {
        JsonNode event = event(encoder, NameFilter.KEEP_ALL, sink -> {
            for (int i = 0; i < 10_000; i++) {
                sink.property("k" + i, i);
            }
        });

        assertThat(event.path("event_properties").size()).isEqualTo(1_000);
        assertThat(event.path("event_properties").has("k999")).isTrue();
        assertThat(encoder.truncatedValues()).isEqualTo(9_000);
    }

    @Test
    void namesMadeToCollide_areRefusedWithoutSlowingDown() {
        List<String> names = new ArrayList<>(Collections.singletonList(""));
        for (int i = 0; i < 12; i++) {
            List<String> longer = new ArrayList<>();
            names.forEach(name -> Collections.addAll(longer, name + "Aa", name + "BB"));
            names = longer;
        }
        List<String> colliding = names;
        Map<String, Object> map = new LinkedHashMap<>();
        colliding.forEach(name -> map.put(name, 1));

        assertThat(property(encoder, map).size()).isPositive();
    }

    @Test
    void templates_areNeverFilledIn() {
        assertThat(property(encoder, "${jndi:ldap://x} %n {} ${env:HOME}").textValue())
                .isEqualTo("${jndi:ldap://x} %n {} ${env:HOME}");
    }

    @Test
    void failingFilter_leavesTheValueOut() {
        NameFilter failing = new NameFilter() {
            @Override
            public Action actionFor(String name) {
                throw new IllegalStateException();
            }

            @Override
            public String hash(String value) {
                throw new IllegalStateException();
            }
        };

        JsonNode event = event(encoder, failing, sink -> sink.property("a", 1).property("b", "x"));

        assertThat(event.has("event_properties")).isFalse();
        assertThat(encoder.sanitizedValues()).isEqualTo(2);
    }

    @Test
    void encoder_isUsableAfterEveryFailure() {
        for (Throwable failure : failures()) {
            throwingElement_leavesTheOthersAlone(failure);
        }
        assertThat(property(encoder, "fine").textValue()).isEqualTo("fine");
        assertThat(encoder.sanitizedValues()).isZero();
        assertThat(encoder.truncatedValues()).isZero();
    }
}
