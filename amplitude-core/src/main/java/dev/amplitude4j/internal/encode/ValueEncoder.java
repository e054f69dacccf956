// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

import dev.amplitude4j.event.NameFilter;
import dev.amplitude4j.internal.json.JsonWriter;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes any value as JSON, on the thread that logs. Whatever a value does (throws, loops, contains itself, lies about its
 * size), the result is valid JSON of bounded size; a value that fails becomes {@code "<error: class of the throwable>"}. Never
 * calls {@code equals}, {@code hashCode} or getters of user classes, and {@code toString} at most once. Owned by one encoder.
 *
 * <p>Longer than 300 lines because values and containers contain each other: apart, each half would hold the other.
 */
final class ValueEncoder {

    private static final String TOO_DEEP = "\u2026";
    private static final String CYCLE = "<cycle>";
    private static final String MASK = "****";

    private final Budget budget;
    private final PropertyNames names;
    private final boolean toStringAllowed;

    /** The containers being read, outermost first. */
    private final Object[] path = new Object[Budget.MAX_DEPTH];

    private int pathEnd;

    /** Length of the JSON at which containers are cut. */
    private int nestedEnd;

    ValueEncoder(Budget budget, PropertyNames names, boolean toStringAllowed) {
        this.budget = budget;
        this.names = names;
        this.toStringAllowed = toStringAllowed;
    }

    void clear() {
        if (pathEnd > 0) {
            Arrays.fill(path, 0, pathEnd, null);
            pathEnd = 0;
        }
    }

    /** Writes a name and its value; false if either is left out, then nothing was written. */
    boolean property(JsonWriter json, int scope, String name, Object value) {
        int start = json.length();
        int taken = names.mark();
        try {
            if (value instanceof Number) {
                return member(json, scope, name, value, 0);
            }
            nestedEnd = start + budget.nestedBytesLeft();
            boolean written = member(json, scope, name, value, 0);
            budget.takeNestedBytes(json.length() - start);
            return written;
        } catch (Throwable failure) {
            // of the name filter, or of this class at the end of the thread's stack
            json.rewind(start);
            names.rewind(taken);
            budget.sanitized++;
            return false;
        }
    }

    /** Writes a value without a name, its containers bounded as those of properties; false if it is left out. */
    boolean value(JsonWriter json, Object value) {
        int start = json.length();
        nestedEnd = start + budget.nestedBytesLeft();
        boolean written = value(json, value, 0);
        budget.takeNestedBytes(json.length() - start);
        return written;
    }

    private boolean member(JsonWriter json, int scope, String name, Object value, int depth) {
        if (value == null) {
            budget.sanitized++;
            return false;
        }
        int start = json.length();
        int taken = names.mark();
        NameFilter.Action action = names.write(json, scope, name);
        if (action == null) {
            return false;
        }
        boolean written = action == NameFilter.Action.KEEP ? value(json, value, depth) : disguise(json, action, value);
        if (!written) {
            json.rewind(start);
            names.rewind(taken);
        }
        return written;
    }

    /** Writes what stands for a value that must not be seen. */
    boolean disguise(JsonWriter json, NameFilter.Action action, Object value) {
        String disguise = action == NameFilter.Action.HASH ? hash(value) : null;
        string(json, disguise == null ? MASK : disguise);
        return true;
    }

    private String hash(Object value) {
        try {
            String text = Scalars.text(value);
            return text == null
                    ? null
                    : names.hash(text.length() > Budget.MAX_CHARS ? text.substring(0, Budget.MAX_CHARS) : text);
        } catch (Throwable masked) {
            return null;
        }
    }

    /** Writes a value; false if it is left out, then nothing was written. */
    private boolean value(JsonWriter json, Object value, int depth) {
        if (value instanceof String) {
            string(json, (String) value);
            return true;
        }
        if (value instanceof Integer || value instanceof Long) {
            json.number(((Number) value).longValue());
            return true;
        }
        int start = json.length();
        try {
            return value instanceof Number ? number(json, (Number) value) : other(json, value, depth);
        } catch (Throwable failure) {
            json.rewind(start);
            budget.sanitized++;
            string(json, errorText(failure));
            return true;
        }
    }

    private static String errorText(Throwable failure) {
        return "<error: " + failure.getClass().getName() + ">";
    }

    /** Writes a number; false if it is left out. */
    boolean number(JsonWriter json, Number value) {
        if (value instanceof Double) {
            return finite(json.number(value.doubleValue()));
        }
        if (value instanceof Float) {
            return finite(json.number(value.floatValue()));
        }
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            json.number(value.longValue());
        } else if (value.getClass() == BigDecimal.class) {
            json.number((BigDecimal) value);
        } else if (value.getClass() == BigInteger.class) {
            json.number((BigInteger) value);
        } else {
            return foreignNumber(json, value);
        }
        return true;
    }

    /** A number of any other class says itself what it is: converting it could lose digits. */
    private boolean foreignNumber(JsonWriter json, Number value) {
        String text = value.toString();
        if ("NaN".equals(text) || "Infinity".equals(text) || "-Infinity".equals(text)) {
            return finite(false);
        }
        if (text != null && Scalars.isJsonNumber(text)) {
            json.numberText(text);
            return true;
        }
        return text(json, text);
    }

    private boolean finite(boolean finite) {
        if (!finite) {
            budget.sanitized++;
        }
        return finite;
    }

    /** Writes a string, cut where Amplitude would cut it. */
    void string(JsonWriter json, String value) {
        if (value.length() > Budget.MAX_CHARS) {
            budget.truncated++;
        }
        json.string(value, Budget.MAX_CHARS);
    }

    private boolean text(JsonWriter json, String text) {
        if (text == null) {
            budget.sanitized++;
            return false;
        }
        string(json, text);
        return true;
    }

    private boolean other(JsonWriter json, Object value, int depth) {
        if (value instanceof Boolean) {
            json.bool((Boolean) value);
            return true;
        }
        if (value instanceof UUID) {
            json.uuid(((UUID) value).getMostSignificantBits(), ((UUID) value).getLeastSignificantBits());
            return true;
        }
        String text = Scalars.nameLike(value);
        if (text != null) {
            string(json, text);
            return true;
        }
        if (value instanceof AtomicBoolean) {
            json.bool(((AtomicBoolean) value).get());
            return true;
        }
        return isContainer(value) ? nested(json, value, depth) : text(json, ownText(value));
    }

    private static boolean isContainer(Object value) {
        return value instanceof Map
                // a path is a collection of paths, each of which contains itself
                || (value instanceof Iterable && !(value instanceof Path))
                || value.getClass().isArray()
                || value instanceof Map.Entry
                || Wrappers.isWrapper(value);
    }

    private String ownText(Object value) {
        return toStringAllowed ? value.toString() : "<" + value.getClass().getName() + ">";
    }

    private boolean nested(JsonWriter json, Object container, int depth) {
        if (depth >= Budget.MAX_DEPTH) {
            budget.truncated++;
            json.string(TOO_DEEP, Budget.MAX_CHARS);
            return true;
        }
        for (int i = 0; i < depth; i++) {
            if (path[i] == container) {
                budget.sanitized++;
                json.string(CYCLE, Budget.MAX_CHARS);
                return true;
            }
        }
        path[depth] = container;
        pathEnd = Math.max(pathEnd, depth + 1);
        boolean written = content(json, container, depth + 1);
        path[depth] = null;
        return written;
    }

    private boolean content(JsonWriter json, Object container, int depth) {
        if (container instanceof Map) {
            map(json, (Map<?, ?>) container, depth);
        } else if (container instanceof Iterable) {
            elements(json, (Iterable<?>) container, depth);
        } else if (container instanceof Object[]) {
            elements(json, Arrays.asList((Object[]) container), depth);
        } else if (container.getClass().isArray()) {
            primitives(json, container);
        } else if (container instanceof Map.Entry) {
            json.startObject();
            entry(json, names.newScope(), (Map.Entry<?, ?>) container, depth);
            json.endObject();
        } else {
            return unwrapped(json, container, depth);
        }
        return true;
    }

    private boolean unwrapped(JsonWriter json, Object wrapper, int depth) {
        Object value = Wrappers.unwrap(wrapper);
        if (value == null) {
            budget.sanitized++;
            return false;
        }
        return value(json, value, depth);
    }

    private void map(JsonWriter json, Map<?, ?> map, int depth) {
        int scope = names.newScope();
        json.startObject();
        int complete = json.length();
        try {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (!mayRead(json)) {
                    break;
                }
                entry(json, scope, entry, depth);
                complete = json.length();
            }
        } catch (ConcurrentModificationException changed) {
            json.rewind(complete);
            budget.truncated++;
        }
        json.endObject();
    }

    private void entry(JsonWriter json, int scope, Map.Entry<?, ?> entry, int depth) {
        Object key = entry.getKey();
        Object value = entry.getValue();
        member(json, scope, keyText(key), value, depth);
    }

    private String keyText(Object key) {
        if (key == null || key instanceof String) {
            return (String) key;
        }
        try {
            String text = Scalars.text(key);
            return text != null ? text : ownText(key);
        } catch (Throwable failure) {
            budget.sanitized++;
            return errorText(failure);
        }
    }

    private void elements(JsonWriter json, Iterable<?> elements, int depth) {
        json.startArray();
        int complete = json.length();
        try {
            for (Iterator<?> iterator = elements.iterator(); iterator.hasNext(); complete = json.length()) {
                if (!mayRead(json)) {
                    break;
                }
                element(json, iterator.next(), depth);
            }
        } catch (ConcurrentModificationException changed) {
            json.rewind(complete);
            budget.truncated++;
        }
        json.endArray();
    }

    private void element(JsonWriter json, Object element, int depth) {
        if (element == null) {
            budget.sanitized++;
        } else {
            value(json, element, depth);
        }
    }

    private void primitives(JsonWriter json, Object array) {
        json.startArray();
        int length = Array.getLength(array);
        for (int i = 0; i < length && mayRead(json); i++) {
            finite(PrimitiveArrays.element(json, array, i));
        }
        json.endArray();
    }

    /** Whether one more value may be read from a container; if not, what is left of it counts as one cut value. */
    private boolean mayRead(JsonWriter json) {
        if (budget.takeNode() && json.length() < nestedEnd) {
            return true;
        }
        budget.truncated++;
        return false;
    }
}
