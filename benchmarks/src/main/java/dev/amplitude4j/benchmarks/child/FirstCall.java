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
 * What the start of a peer and its first call cost in a fresh process. Reads which classes its thread loaded from the log of the
 * JVM named by the system property {@code classLog}, whose lines begin with the thread. Used by the main thread, once.
 */
final class FirstCall {

    private static final String OURS = "] dev.amplitude4j.";
    private static final String THE_DRIVER = "] dev.amplitude4j.benchmarks.";
    private static final String OKHTTP = "] okhttp3.";
    private static final String JACKSON = "] com.fasterxml.jackson.";
    private static final String LOADED_BY_THIS_THREAD = "] " + FirstCall.class.getName() + " ";

    private final Peer peer;
    private final Target target;

    FirstCall(Peer peer, Target target) {
        this.peer = peer;
        this.target = target;
    }

    /** Starts the peer, logs once, and writes how long it took and what it loaded. */
    void report(Readings readings) throws Exception {
        Purchase purchase = new Purchases(0, 10, 0, 0).next();
        List<String> before = loaded();
        long startNanos = System.nanoTime();
        peer.start(target);
        long startedNanos = System.nanoTime();
        List<String> started = loaded();
        long callNanos = System.nanoTime();
        peer.log(purchase);
        long calledNanos = System.nanoTime();
        List<String> called = loaded();
        readings.put("firstCallNanos", startedNanos - startNanos + calledNanos - callNanos);
        List<String> both = called.subList(before.size(), called.size());
        List<String> call = called.subList(started.size(), called.size());
        readings.put("classesLoaded", both.size());
        readings.put("ourClassesLoaded", ours(both));
        readings.put("callClassesLoaded", call.size());
        readings.put("callOurClassesLoaded", ours(call));
        readings.put("lateClassesLoaded", count(both, OKHTTP) + count(both, JACKSON));
    }

    /** The lines of this thread. */
    private static List<String> loaded() throws IOException {
        String log = System.getProperty("classLog");
        if (log == null) {
            return List.of();
        }
        List<String> lines = Files.readAllLines(Path.of(log));
        String own = lines.stream()
                .filter(line -> line.contains(LOADED_BY_THIS_THREAD))
                .findFirst()
                .orElseThrow(() -> new IOException(log + " does not tell of threads"));
        String thread = own.substring(0, own.indexOf(']'));
        return lines.stream().filter(line -> line.startsWith(thread)).toList();
    }

    private static double ours(List<String> lines) {
        return count(lines, OURS) - count(lines, THE_DRIVER);
    }

    private static double count(List<String> lines, String part) {
        return lines.stream().filter(line -> line.contains(part)).count();
    }
}
