// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.boot;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.security.ProtectionDomain;
import java.util.function.BiConsumer;

/** Puts the bridge into {@code java.lang}, once in a JVM, before anything is woven. Called in {@code premain}. */
final class BridgeInstaller {

    private static final String BRIDGE = "java.lang.$Amplitude4j";
    private static final String BYTES = "boot/bridge.bin";
    private static final String DEFINER = "dev.amplitude4j.agent.bridge.LookupDefiner";

    private BridgeInstaller() {}

    @SuppressWarnings("unchecked")
    static void install(Instrumentation instrumentation, IsolatedLoader loader) throws Exception {
        if (isThere()) {
            throw new IllegalStateException("an agent of amplitude4j runs in this JVM already");
        }
        byte[] bytes = loader.read(BYTES);
        if (System.getProperty("java.specification.version", "").startsWith("1.")) {
            defineByUnsafe(bytes);
        } else {
            Object definer = loader.loadClass(DEFINER).getConstructor().newInstance();
            ((BiConsumer<Instrumentation, byte[]>) definer).accept(instrumentation, bytes);
        }
    }

    private static boolean isThere() {
        try {
            Class.forName(BRIDGE, false, null);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Java 8, which has no modules to open. */
    private static void defineByUnsafe(byte[] bytes) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Unsafe");
        Field field = type.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        type.getMethod(
                        "defineClass",
                        String.class,
                        byte[].class,
                        int.class,
                        int.class,
                        ClassLoader.class,
                        ProtectionDomain.class)
                .invoke(field.get(null), BRIDGE, bytes, 0, bytes.length, null, null);
    }
}
