// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.util.TreeSet;

/** Prints what it finds in its JVM when it begins: threads and system properties. */
public final class Inventory {

    private Inventory() {}

    public static void main(String[] args) {
        TreeSet<String> threads = new TreeSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            threads.add(thread.getName());
        }
        System.out.println("threads " + threads);
        TreeSet<Object> properties = new TreeSet<>(System.getProperties().keySet());
        System.out.println("properties " + properties);
        System.out.println("logback.xml " + Inventory.class.getResource("/logback.xml"));
        System.out.println("services " + Inventory.class.getResource("/META-INF/services"));
    }
}
