// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.child;

import dev.amplitude4j.benchmarks.figures.Readings;
import dev.amplitude4j.benchmarks.workload.Peer;
import dev.amplitude4j.benchmarks.workload.Purchase;
import dev.amplitude4j.benchmarks.workload.Purchases;
import dev.amplitude4j.benchmarks.workload.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the start of a peer and its first call cost in a fresh process. Reads which classes that loaded from the log of the JVM
 * named by the system property {@code classLog}. Used by the main thread, once.
 */
final class FirstCall {

    private static final String OURS = " dev.amplitude4j.";
    private static final String THE_DRIVER = " dev.amplitude4j.benchmarks.";
    private static final String OKHTTP = " okhttp3.";

    private final Peer peer;
    private final Target target;

    FirstCall(Peer peer, Target target) {
        this.peer = peer;
        this.target = target;
    }

    /** Starts the peer, logs once, and writes how long it took and what it loaded. */
    void report(Readings readings) throws Exception {
        Purchase purchase = new Purchases(0, 10, 0, 0).next();
        long before = System.nanoTime();
        peer.start(target);
        peer.log(purchase);
        readings.put("firstCallNanos", System.nanoTime() - before);
        List<String> loaded = loaded();
        readings.put("classesLoaded", loaded.size());
        readings.put("ourClassesLoaded", count(loaded, OURS) - count(loaded, THE_DRIVER));
        readings.put("okhttpClassesLoaded", count(loaded, OKHTTP));
    }

    private static List<String> loaded() throws IOException {
        String log = System.getProperty("classLog");
        return log == null ? List.of() : Files.readAllLines(Path.of(log));
    }

    private static double count(List<String> lines, String part) {
        return lines.stream().filter(line -> line.contains(part)).count();
    }
}
