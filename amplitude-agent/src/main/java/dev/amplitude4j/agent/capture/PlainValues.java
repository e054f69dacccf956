// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.capture;

import java.lang.reflect.Array;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Turns what a path leads to into a value that is nobody's: a text, a number, a boolean, or a list of these. Anything else is
 * {@link PathReader#MISSING}. Runs on the application's threads and calls methods of the JDK's own classes only: no
 * {@code toString()}, no lazy collection.
 */
public final class PlainValues {

    /** Characters of a text that are kept: {@value}. */
    public static final int MAX_CHARS = 255;

    /** Elements of a list that are kept: {@value}. */
    public static final int MAX_ELEMENTS = 100;

    /** Lists within lists that are kept: {@value}. */
    public static final int MAX_DEPTH = 3;

    private static final ClassLoader PLATFORM =
            PlainValues.class.getClassLoader().getParent();

    private PlainValues() {}

    /** The plain value, null for null, or {@link PathReader#MISSING}. */
    public static Object of(Object value) {
        return of(value, MAX_DEPTH);
    }

    /** Whether the object's class is the JDK's. */
    static boolean isOfJdk(Object object) {
        ClassLoader loader = object.getClass().getClassLoader();
        return loader == null || loader == PLATFORM;
    }

    private static Object of(Object value, int depth) {
        if (value == null || value instanceof Boolean) {
            return value;
        }
        if (value instanceof String) {
            return cut((String) value);
        }
        if (value instanceof Enum) {
            return ((Enum<?>) value).name();
        }
        if (value instanceof Throwable) {
            return value.getClass().getName();
        }
        return value.getClass().isArray() ? array(value, depth) : ofJdk(value, depth);
    }

    @SuppressWarnings("JavaUtilDate") // old applications are full of them
    private static Object ofJdk(Object value, int depth) {
        if (!isOfJdk(value)) {
            return PathReader.MISSING;
        }
        if (value instanceof Number) {
            return value;
        }
        if (value instanceof CharSequence || value instanceof Character || value instanceof UUID || isTime(value)) {
            return cut(value.toString());
        }
        if (value instanceof Date) {
            return Instant.ofEpochMilli(((Date) value).getTime()).toString();
        }
        if (value instanceof Optional) {
            return of(((Optional<?>) value).orElse(null), depth);
        }
        return value instanceof Collection ? collection((Collection<?>) value, depth) : PathReader.MISSING;
    }

    private static boolean isTime(Object value) {
        return value.getClass().getName().startsWith("java.time.");
    }

    private static Object collection(Collection<?> from, int depth) {
        List<Object> list = new ArrayList<>();
        for (Iterator<?> i = from.iterator(); depth > 0 && i.hasNext() && list.size() < MAX_ELEMENTS; ) {
            add(list, i.next(), depth);
        }
        return depth > 0 ? list : PathReader.MISSING;
    }

    private static Object array(Object from, int depth) {
        List<Object> list = new ArrayList<>();
        int length = Array.getLength(from);
        for (int i = 0; depth > 0 && i < length && list.size() < MAX_ELEMENTS; i++) {
            add(list, Array.get(from, i), depth);
        }
        return depth > 0 ? list : PathReader.MISSING;
    }

    private static void add(List<Object> list, Object element, int depth) {
        Object plain = of(element, depth - 1);
        if (plain != PathReader.MISSING && plain != null) {
            list.add(plain);
        }
    }

    private static String cut(String text) {
        if (text.length() <= MAX_CHARS) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_CHARS - 1)) ? MAX_CHARS - 1 : MAX_CHARS;
        return text.substring(0, end);
    }
}
