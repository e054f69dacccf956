// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.bridge;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Collections;
import java.util.function.BiConsumer;

/**
 * Defines a class in {@code java.lang} on Java 9 and later, called once in {@code premain}. It opens that package to the module
 * of its own class loader alone, so that no warning is printed and nobody else gains access.
 */
public final class LookupDefiner implements BiConsumer<Instrumentation, byte[]> {

    /** Called by name. */
    public LookupDefiner() {}

    @Override
    public void accept(Instrumentation instrumentation, byte[] bytes) {
        instrumentation.redefineModule(
                Object.class.getModule(),
                Collections.emptySet(),
                Collections.emptyMap(),
                Collections.singletonMap("java.lang", Collections.singleton(LookupDefiner.class.getModule())),
                Collections.emptySet(),
                Collections.emptyMap());
        try {
            MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup()).defineClass(bytes);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
