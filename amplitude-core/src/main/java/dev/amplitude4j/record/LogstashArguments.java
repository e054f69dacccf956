// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;

/**
 * Reads the structured arguments of logstash-logback-encoder, which is on the application's class path or not: classes are
 * recognised by name, so nothing is linked against it. Asked on the thread that logs, for every argument of a tagged record;
 * what a class is good for is looked up once.
 */
final class LogstashArguments {

    private static final String MARKERS = "net.logstash.logback.marker.";
    private static final String DEFERRED = "net.logstash.logback.argument.DeferredStructuredArgument";

    /** How often an argument may hand out another argument in its place. */
    private static final int MAX_DEFERRALS = 4;

    private static final ClassValue<Access> ACCESS = new ClassValue<Access>() {
        @Override
        protected Access computeValue(Class<?> type) {
            return accessTo(type);
        }
    };

    private LogstashArguments() {}

    /** Hands over the pairs of an argument; does nothing for any other object. Never throws. */
    static void read(Object argument, RecordReader.PairVisitor visitor) {
        read(argument, visitor, MAX_DEFERRALS);
    }

    private static void read(Object argument, RecordReader.PairVisitor visitor, int deferrals) {
        Access access = ACCESS.get(argument.getClass());
        if (access == Access.NONE) {
            return;
        }
        Object content;
        try {
            content = access.read(argument);
        } catch (Throwable anything) { // user code behind suppliers and maps
            return;
        }
        if (access.name != null) {
            visitor.pair(access.nameOf(argument), content);
        } else if (content instanceof Map) {
            GuardedPairs.read((Map<?, ?>) content, visitor);
        } else if (content != null && deferrals > 0) {
            read(content, visitor, deferrals - 1);
        }
    }

    private static Access accessTo(Class<?> type) {
        try {
            for (Class<?> c = type; c != null; c = c.getSuperclass()) {
                if (c.getName().equals(MARKERS + "SingleFieldAppendingMarker")) {
                    return new Access(
                            open(c.getMethod("getFieldName")), open(c.getDeclaredMethod("getFieldValue")), null);
                }
                if (c.getName().equals(MARKERS + "MapEntriesAppendingMarker")) {
                    return new Access(null, null, open(c.getDeclaredField("map")));
                }
                if (c.getName().equals(DEFERRED)) {
                    return new Access(null, open(c.getDeclaredMethod("getSuppliedValue")), null);
                }
            }
        } catch (ReflectiveOperationException | RuntimeException otherVersion) {
            return Access.NONE;
        }
        return Access.NONE;
    }

    private static <T extends AccessibleObject> T open(T member) {
        member.setAccessible(true);
        return member;
    }

    /** How the content of one class is reached: a named value, a map, or another argument. Immutable. */
    private static final class Access {
        static final Access NONE = new Access(null, null, null);

        final Method name;
        private final Method value;
        private final Field map;

        Access(Method name, Method value, Field map) {
            this.name = name;
            this.value = value;
            this.map = map;
        }

        Object read(Object argument) throws ReflectiveOperationException {
            return map != null ? map.get(argument) : value.invoke(argument);
        }

        String nameOf(Object argument) {
            try {
                return (String) name.invoke(argument);
            } catch (ReflectiveOperationException | RuntimeException notReadable) {
                return null;
            }
        }
    }
}
