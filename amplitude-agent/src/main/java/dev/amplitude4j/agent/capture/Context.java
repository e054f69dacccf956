// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.capture;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;

/**
 * Reads the diagnostic context of whatever logging framework the calling thread's application has: SLF4J's {@code MDC}, else
 * Log4j2's {@code ThreadContext}. Any thread; remembers the last application weakly.
 */
public final class Context {

    private static final String[] TYPES = {"org.slf4j.MDC", "org.apache.logging.log4j.ThreadContext"};
    private static final MethodType TEXT_TO_TEXT = MethodType.methodType(String.class, String.class);
    private static final ClassValue<MethodHandle> GET = new Getter();

    private static volatile Known known = new Known(null, null);
    private static volatile boolean inUse;

    private Context() {}

    /** A class is being loaded: tells whether it is one that holds a context, which is not asked before. */
    public static boolean isContext(String internalName) {
        return internalName.equals("org/slf4j/MDC") || internalName.equals("org/apache/logging/log4j/ThreadContext");
    }

    /** A class is there already. */
    public static void noteLoaded(Class<?> type) {
        if (isContext(type.getName().replace('.', '/'))) {
            nowInUse();
        }
    }

    /**
     * Some application has loaded such a class. Until then there is nothing in a context, and to ask would start the logging
     * framework earlier than the application does.
     */
    public static void nowInUse() {
        inUse = true;
    }

    /** The text under that key in the context of the calling thread, or null. */
    public static String get(String key) {
        if (!inUse) {
            return null;
        }
        Class<?> type = type(Thread.currentThread().getContextClassLoader());
        if (type == null) {
            return null;
        }
        try {
            return (String) GET.get(type).invokeExact(key);
        } catch (Throwable e) {
            return null;
        }
    }

    private static Class<?> type(ClassLoader loader) {
        Known last = known;
        if (last.loader.get() == loader && loader != null) {
            return last.type.get();
        }
        ClassLoader asked = loader != null ? loader : ClassLoader.getSystemClassLoader();
        Class<?> found = null;
        for (int i = 0; i < TYPES.length && found == null; i++) {
            try {
                found = Class.forName(TYPES[i], false, asked);
            } catch (ClassNotFoundException | LinkageError e) {
                // The next one, then.
            }
        }
        known = new Known(loader, found);
        return found;
    }

    /** The loader that was asked last, and what it knew. */
    private static final class Known {
        final WeakReference<ClassLoader> loader;
        final WeakReference<Class<?>> type;

        Known(ClassLoader loader, Class<?> type) {
            this.loader = new WeakReference<>(loader);
            this.type = new WeakReference<>(type);
        }
    }

    private static final class Getter extends ClassValue<MethodHandle> {
        @Override
        protected MethodHandle computeValue(Class<?> type) {
            try {
                return MethodHandles.publicLookup().findStatic(type, "get", TEXT_TO_TEXT);
            } catch (ReflectiveOperationException e) {
                return MethodHandles.dropArguments(MethodHandles.constant(String.class, null), 0, String.class);
            }
        }
    }
}
