// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/** Loads the shop again and again, each time with a loader of its own, and counts the loaders that cannot be collected. */
public final class Redeploy {

    private Redeploy() {}

    public static void main(String[] args) throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(args[0]); i++) {
            loaders.add(deploy(args[1]));
        }
        long endNanos = System.nanoTime() + 30_000_000_000L;
        while (alive(loaders) > 0 && System.nanoTime() - endNanos < 0) {
            System.gc();
            Thread.onSpinWait();
        }
        System.out.println("alive " + alive(loaders));
    }

    private static WeakReference<ClassLoader> deploy(String classes) throws Exception {
        URL url = new File(classes).toURI().toURL();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {url}, ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            loader.loadClass("com.acme.Busy").getMethod("main", String[].class).invoke(null, (Object)
                    new String[] {"3"});
            return new WeakReference<>(loader);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static long alive(List<WeakReference<ClassLoader>> loaders) {
        return loaders.stream().filter(loader -> loader.get() != null).count();
    }
}
