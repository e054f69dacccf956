// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import dev.amplitude4j.internal.Clock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** One life of a client's spool, driven by a test in virtual time: what it holds in memory, on disk, and has found. */
final class SpoolLife implements Clock {

    static final String PROJECT = "0123456789abcdef";
    private static final long GENERATION = 7;
    private static final long EPOCH_MILLIS = 1_795_404_600_000L;

    final Spool spool;
    final List<String> problems = new ArrayList<>();
    final Map<String, Long> kept = new LinkedHashMap<>();
    final List<String> unwritten = new ArrayList<>();
    final Map<String, Long> recoveredDoubts = new TreeMap<>();
    int recovered;
    int corrupt;
    int lost;
    private long nowNanos = 1_000;
    private long epochMillis = EPOCH_MILLIS;

    SpoolLife(SpoolFs fs, Path root, SpoolLimits limits, long seed) {
        this(fs, root, limits, seed, Syncer.SAME_THREAD);
    }

    SpoolLife(SpoolFs fs, Path root, SpoolLimits limits, long seed, Syncer syncer) {
        spool = new Spool(
                fs, root, PROJECT, limits, this, new Random(seed), (reason, message) -> problems.add(reason), syncer);
    }

    static SpoolLimits limits(int segmentBytes) {
        return new SpoolLimits(256 << 20, 0, segmentBytes, Duration.ofSeconds(1).toNanos());
    }

    static String event(int number, int length) {
        String begin = "{\"user_id\":\"user-" + number % 7 + "\",\"insert_id\":\"" + number + "\",\"x\":\"";
        return begin + "y".repeat(Math.max(0, length - begin.length() - 2)) + "\"}";
    }

    /** Writes events as one group; those that cannot be written now are kept for {@link #writeAgain}. */
    void write(List<String> events) {
        byte[] group =
                new byte[events.stream().mapToInt(event -> event.length() + 10).sum()];
        int[] ends = new int[events.size()];
        int at = 0;
        for (int i = 0; i < ends.length; i++) {
            byte[] json = events.get(i).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(json, 0, group, at + Spool.PREFIX_BYTES, json.length);
            at += Spool.PREFIX_BYTES + json.length + 1;
            group[at - 1] = '\n';
            ends[i] = at;
        }
        long place = spool.append(group, at, ends, ends.length);
        for (int i = 0; i < ends.length; i++) {
            if (place == Spool.NOWHERE) {
                unwritten.add(events.get(i));
            } else {
                kept.put(events.get(i), place + i);
            }
        }
    }

    /** Writes what is not on disk, or not reliably. */
    void writeAgain() {
        List<String> again = new ArrayList<>(unwritten);
        unwritten.clear();
        Map<String, Long> before = new LinkedHashMap<>(kept);
        before.forEach((event, place) -> {
            if (!spool.isTrusted(place)) {
                again.add(event);
                kept.remove(event);
            }
        });
        if (!again.isEmpty()) {
            write(again);
        }
        again.forEach(event -> {
            if (before.containsKey(event) && kept.containsKey(event)) {
                spool.done(before.get(event));
            }
        });
    }

    /** Takes what is on disk out of memory. */
    void storeAll() {
        kept.values().removeIf(place -> {
            boolean trusted = spool.isTrusted(place);
            if (trusted) {
                spool.store(place, GENERATION);
            }
            return trusted;
        });
    }

    void done(String event) {
        spool.done(kept.remove(event));
    }

    /** Finds all that earlier lives left, into {@link #kept}. */
    void recover() {
        int idle = 0;
        while (idle < 3) {
            Recovered found = spool.recover();
            if (found != null) {
                idle = 0;
                recovered += found.events();
                corrupt += found.corrupt();
                spool.admit(found, GENERATION);
            } else if (spool.waitNanos() > 0) {
                idle++;
            }
        }
        load();
    }

    /** Reads everything back that is on disk alone. */
    void load() {
        for (LoadedLines loaded = spool.load(); loaded != null; loaded = spool.load()) {
            spool.take(loaded);
            lost += loaded.lost();
            for (int i = 0; i < loaded.count(); i++) {
                int length = loaded.end(i) - loaded.start(i);
                String event = new String(loaded.bytes(), loaded.start(i), length, StandardCharsets.US_ASCII);
                Long before = kept.put(event, loaded.place(i));
                if (before != null) {
                    spool.done(before); // The same event twice: the server would tell.
                }
                if (loaded.doubtfulSinceNanos(i) != Spool.CERTAIN) {
                    recoveredDoubts.put(event, nowNanos - loaded.doubtfulSinceNanos(i));
                }
            }
        }
    }

    void pass(Duration time) {
        nowNanos += time.toNanos();
        spool.keepUp();
    }

    void setWallClock(Duration later) {
        epochMillis = EPOCH_MILLIS + later.toMillis();
    }

    @Override
    public long nanoTime() {
        return nowNanos;
    }

    @Override
    public long currentTimeMillis() {
        return epochMillis + nowNanos / 1_000_000;
    }
}
