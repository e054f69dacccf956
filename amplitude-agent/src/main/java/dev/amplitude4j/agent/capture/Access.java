// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.capture;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.function.BiConsumer;

/** Turns public members into handles, those of packages that a module keeps to itself too. Any thread. */
public final class Access {

    private static final String EXPORTER = "dev.amplitude4j.agent.capture.ModuleExporter";

    private static volatile Instrumentation instrumentation;

    private Access() {}

    /** Called once, before anything is read. */
    public static void by(Instrumentation granted) {
        instrumentation = granted;
    }

    static MethodHandle to(Method getter) throws ReflectiveOperationException {
        try {
            return MethodHandles.publicLookup().unreflect(getter);
        } catch (IllegalAccessException e) {
            export(getter.getDeclaringClass());
            return MethodHandles.lookup().unreflect(getter);
        }
    }

    static MethodHandle to(Field field) throws ReflectiveOperationException {
        try {
            return MethodHandles.publicLookup().unreflectGetter(field);
        } catch (IllegalAccessException e) {
            export(field.getDeclaringClass());
            return MethodHandles.lookup().unreflectGetter(field);
        }
    }

    /** By name, since a class that knows modules cannot be loaded on Java 8, which never comes here. */
    @SuppressWarnings("unchecked")
    private static void export(Class<?> type) throws ReflectiveOperationException {
        Object exporter = Class.forName(EXPORTER).getConstructor().newInstance();
        ((BiConsumer<Instrumentation, Class<?>>) exporter).accept(instrumentation, type);
    }
}
