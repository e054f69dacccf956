// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.io.IOException;
import java.io.InputStream;

/** Runs the shop in a loader that serves nothing but {@code java.*} and its own, as OSGi and JBoss Modules do. */
public final class Filtered {

    private Filtered() {}

    public static void main(String[] args) throws Exception {
        ClassLoader loader = new Strict(Filtered.class.getClassLoader());
        loader.loadClass("com.acme.Busy").getMethod("main", String[].class).invoke(null, (Object) new String[] {"2"});
        System.out.println("done");
    }

    private static final class Strict extends ClassLoader {
        private final ClassLoader source;

        Strict(ClassLoader source) {
            super(null);
            this.source = source;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("java.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : own(name);
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            return null;
        }

        private Class<?> own(String name) throws ClassNotFoundException {
            if (!name.startsWith("com.acme.")) {
                throw new ClassNotFoundException(name + " is not exported");
            }
            try (InputStream in = source.getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
