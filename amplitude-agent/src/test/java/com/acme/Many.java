// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Loads many classes of the same few names, as many redeployments do, calls each, and says what is left of them. */
public final class Many {

    /** Loaded under other names of the same length. */
    public static final class Part0000 {
        public String work(String customer) {
            return customer;
        }
    }

    private static final int NAMES = 100;
    private static final int MAX_COLLECTIONS = 50;

    private Many() {}

    /** A loader of its own for each hundred. */
    private static final class Parts extends ClassLoader {
        Class<?> define(String name, byte[] bytes) {
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[0]) / NAMES;
        byte[] template;
        try (InputStream in = Many.class.getResourceAsStream("Many$Part0000.class")) {
            template = in.readAllBytes();
        }
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        round(template, loaders);
        long before = usedAfterCollection();
        for (int i = 1; i < rounds; i++) {
            round(template, loaders);
        }
        for (int i = 0; i < MAX_COLLECTIONS && alive(loaders) > 0; i++) {
            usedAfterCollection();
        }
        System.out.println("alive " + alive(loaders) + " grown by KiB " + (usedAfterCollection() - before) / 1024);
    }

    private static void round(byte[] template, List<WeakReference<ClassLoader>> loaders) throws Exception {
        Parts loader = new Parts();
        for (int i = 0; i < NAMES; i++) {
            String number = String.format("%04d", i);
            byte[] bytes = new String(template, StandardCharsets.ISO_8859_1)
                    .replace("Part0000", "Part" + number)
                    .getBytes(StandardCharsets.ISO_8859_1);
            Class<?> type = loader.define(Many.class.getName() + "$Part" + number, bytes);
            Object part = type.getConstructor().newInstance();
            type.getMethod("work", String.class).invoke(part, "customer-" + i);
        }
        loaders.add(new WeakReference<>(loader));
    }

    private static long alive(List<WeakReference<ClassLoader>> loaders) {
        return loaders.stream().filter(loader -> loader.get() != null).count();
    }

    private static long usedAfterCollection() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
