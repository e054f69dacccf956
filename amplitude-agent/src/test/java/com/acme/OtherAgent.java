// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.AtomicInteger;

/** Another vendor's agent: looks at everything, and has the shop transformed again when the application ends its start. */
public final class OtherAgent {

    private static final AtomicInteger SEEN = new AtomicInteger();
    private static Instrumentation instrumentation;

    private OtherAgent() {}

    public static void premain(String arguments, Instrumentation inst) {
        instrumentation = inst;
        inst.addTransformer(
                new ClassFileTransformer() {
                    @Override
                    public byte[] transform(
                            ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes) {
                        if (name != null && name.startsWith("com/acme/Shop")) {
                            SEEN.incrementAndGet();
                        }
                        return name != null && name.startsWith("com/acme/Shop") ? bytes.clone() : null;
                    }
                },
                true);
    }

    public static void main(String[] args) throws Exception {
        Shop shop = new Shop();
        shop.place(new Shop.Order("customer-1", "1"));
        instrumentation.retransformClasses(Shop.class);
        shop.place(new Shop.Order("customer-2", "1"));
        System.out.println("seen " + (SEEN.get() > 1));
    }
}
