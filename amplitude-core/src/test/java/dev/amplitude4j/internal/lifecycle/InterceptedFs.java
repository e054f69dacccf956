// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import dev.amplitude4j.internal.spool.DiskFs;
import dev.amplitude4j.internal.spool.SpoolFile;
import dev.amplitude4j.internal.spool.SpoolFs;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Makes the machine's disk do something else before each of its operations. */
final class InterceptedFs {

    private InterceptedFs() {}

    /** What comes before an operation of that name, of the file system or of a file. */
    interface Before {
        void operation(String name, Object... arguments) throws Exception;
    }

    static SpoolFs of(Before before) {
        return proxy(SpoolFs.class, new DiskFs(), before);
    }

    private static <T> T proxy(Class<T> type, Object target, Before before) {
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    before.operation(method.getName(), arguments);
                    Object result = invoke(method, target, arguments);
                    return result instanceof SpoolFile ? proxy(SpoolFile.class, result, before) : result;
                });
        return type.cast(proxy);
    }

    private static Object invoke(Method method, Object target, Object... arguments) throws Exception {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IllegalStateException(e.getCause());
        }
    }
}
