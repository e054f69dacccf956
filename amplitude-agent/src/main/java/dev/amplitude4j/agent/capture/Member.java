// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.capture;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Locale;

/**
 * Finds the public member that a name stands for, once for each class; asked on the application's threads. What it found is
 * held by the class itself, so it keeps no class loader alive.
 */
public final class Member extends ClassValue<MethodHandle> {

    private static final MethodType OBJECT_TO_OBJECT = MethodType.methodType(Object.class, Object.class);

    private final String name;
    private final String capitalised;

    /** The member that {@code getName()}, {@code isName()}, {@code name()} or the field {@code name} is. */
    public Member(String name) {
        this.name = name;
        this.capitalised = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** The member's value, or null if it has none, there is no such member, or it fails. */
    public Object readOrNull(Object object) {
        try {
            Object value = object == null ? null : read(object);
            return value == PathReader.MISSING ? null : value;
        } catch (Throwable e) {
            return null;
        }
    }

    /** The member's value; {@link PathReader#MISSING} if the object's class has none that is public. */
    Object read(Object object) throws Throwable {
        MethodHandle member = get(object.getClass());
        return (Object) member.invokeExact(object);
    }

    @Override
    protected MethodHandle computeValue(Class<?> type) {
        MethodHandle found = getter(type, "get" + capitalised, false);
        found = found != null ? found : getter(type, "is" + capitalised, true);
        found = found != null ? found : getter(type, name, false);
        found = found != null ? found : field(type);
        return found != null
                ? found.asType(OBJECT_TO_OBJECT)
                : MethodHandles.dropArguments(
                        MethodHandles.constant(Object.class, PathReader.MISSING), 0, Object.class);
    }

    /** Of the class, or of a public class or interface above it where the class itself is hidden. */
    private static MethodHandle getter(Class<?> type, String method, boolean booleanOnly) {
        for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            MethodHandle found = declared(owner, method, booleanOnly);
            if (found != null) {
                return found;
            }
            for (Class<?> face : owner.getInterfaces()) {
                found = getter(face, method, booleanOnly);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static MethodHandle declared(Class<?> owner, String name, boolean booleanOnly) {
        if (!Modifier.isPublic(owner.getModifiers())) {
            return null;
        }
        try {
            Method method = owner.getDeclaredMethod(name);
            boolean fits = booleanOnly
                    ? method.getReturnType() == boolean.class || method.getReturnType() == Boolean.class
                    : method.getReturnType() != void.class;
            boolean isOpen = Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers());
            return fits && isOpen ? Access.to(method) : null;
        } catch (ReflectiveOperationException | LinkageError | SecurityException e) {
            return null;
        }
    }

    private MethodHandle field(Class<?> type) {
        try {
            Field field = type.getField(name);
            boolean isOpen = !Modifier.isStatic(field.getModifiers());
            return isOpen ? Access.to(field) : null;
        } catch (ReflectiveOperationException | LinkageError | SecurityException e) {
            return null;
        }
    }
}
