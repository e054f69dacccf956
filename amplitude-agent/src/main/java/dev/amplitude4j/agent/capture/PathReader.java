// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.capture;

import dev.amplitude4j.agent.rules.PathStep;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Goes the steps of a path from an object, on the application's threads. Immutable. */
public final class PathReader {

    /** What stands for a value that is not there: no such public member, or one that failed. */
    public static final Object MISSING = new Object();

    private final PathStep[] steps;
    private final Member[] members;

    /** A reader of those steps. */
    public PathReader(List<PathStep> steps) {
        this.steps = steps.toArray(new PathStep[0]);
        this.members = new Member[this.steps.length];
        for (int i = 0; i < members.length; i++) {
            members[i] = this.steps[i].isIndex() ? null : new Member(this.steps[i].name());
        }
    }

    /** What the steps lead to: an object of the application's, null, or {@link #MISSING}. Lets no exception out. */
    public Object read(Object root) {
        Object value = root;
        for (int i = 0; i < steps.length && value != null && value != MISSING; i++) {
            value = step(i, value instanceof Optional ? ((Optional<?>) value).orElse(null) : value);
        }
        return value;
    }

    private Object step(int i, Object from) {
        if (from == null) {
            return null;
        }
        try {
            return steps[i].isIndex() ? element(from, steps[i].index()) : named(i, from);
        } catch (Throwable e) {
            // Of the application's own getter, say: the call that we watch must not see it.
            return MISSING;
        }
    }

    private Object named(int i, Object from) throws Throwable {
        String name = steps[i].name();
        if (from instanceof Map && PlainValues.isOfJdk(from)) {
            Object value = ((Map<?, ?>) from).get(name);
            return value != null || !isSize(name) ? value : (Object) ((Map<?, ?>) from).size();
        }
        if (isSize(name)) {
            Object size = size(from);
            if (size != null) {
                return size;
            }
        }
        return members[i].read(from);
    }

    private static boolean isSize(String name) {
        return name.equals("size") || name.equals("length");
    }

    private static Object size(Object from) {
        if (from.getClass().isArray()) {
            return Array.getLength(from);
        }
        if (from instanceof String) {
            return ((String) from).length();
        }
        return from instanceof Collection && PlainValues.isOfJdk(from) ? (Object) ((Collection<?>) from).size() : null;
    }

    private static Object element(Object from, int index) {
        if (from.getClass().isArray()) {
            return index < Array.getLength(from) ? Array.get(from, index) : null;
        }
        if (from instanceof List && PlainValues.isOfJdk(from)) {
            List<?> list = (List<?>) from;
            return index < list.size() ? list.get(index) : null;
        }
        return MISSING;
    }
}
