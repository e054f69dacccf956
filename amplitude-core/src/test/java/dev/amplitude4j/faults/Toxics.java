// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** The toxics of toxiproxy, one method each, and some more. "Down" is {@link FaultProxy#down}. */
public final class Toxics {

    private Toxics() {}

    /** Each byte arrives that much later; as many may be on their way as there are. */
    public static Toxic latency(Duration delay) {
        return (wire, bytes) -> {
            pause(wire.readNanos() + delay.toNanos() - System.nanoTime());
            wire.write(bytes, 0, bytes.length);
        };
    }

    /** No more than so many bytes each second. */
    public static Toxic bandwidth(int bytesPerSecond) {
        return (wire, bytes) -> {
            int step = Math.max(1, bytesPerSecond / 50);
            for (int from = 0; from < bytes.length; from += step) {
                int to = Math.min(bytes.length, from + step);
                pause(TimeUnit.SECONDS.toNanos(to - from) / bytesPerSecond);
                wire.write(bytes, from, to);
            }
        };
    }

    /** No more than so many bytes each second on all connections together; a second's worth may be caught up with. */
    public static Toxic line(int bytesPerSecond) {
        AtomicLong freeNanos = new AtomicLong(System.nanoTime());
        return (wire, bytes) -> {
            long tookNanos = TimeUnit.SECONDS.toNanos(bytes.length) / bytesPerSecond;
            long nowNanos = System.nanoTime();
            long earliestNanos = nowNanos - TimeUnit.SECONDS.toNanos(1);
            pause(freeNanos.updateAndGet(free -> Math.max(free, earliestNanos) + tookNanos) - nowNanos);
            wire.write(bytes, 0, bytes.length);
        };
    }

    /** The end of a stream is told that much later. */
    public static Toxic slowClose(Duration delay) {
        return new Toxic() {
            @Override
            public void pass(Wire wire, byte[] bytes) throws IOException {
                wire.write(bytes, 0, bytes.length);
            }

            @Override
            public void end(Wire wire) throws IOException, InterruptedException {
                pause(delay.toNanos());
                wire.finish();
            }
        };
    }

    /** Nothing gets through; the connection is closed after that time. */
    public static Toxic timeout(Duration delay) {
        return (wire, bytes) -> {
            pause(delay.toNanos());
            wire.close();
        };
    }

    /** Nothing gets through; the connection is reset after that time. */
    public static Toxic resetPeer(Duration delay) {
        return (wire, bytes) -> {
            pause(delay.toNanos());
            wire.reset();
        };
    }

    /** Bytes arrive in slices of that size, with a pause before each. */
    public static Toxic slicer(int sliceBytes, Duration pause) {
        return (wire, bytes) -> {
            for (int from = 0; from < bytes.length; from += sliceBytes) {
                pause(pause.toNanos());
                wire.write(bytes, from, Math.min(bytes.length, from + sliceBytes));
            }
        };
    }

    /** The connection is closed once so many bytes came through since this toxic is in force. */
    public static Toxic limitData(long maxBytes) {
        return limit(maxBytes, Wire::close);
    }

    /** The connection is reset once so many bytes came through since this toxic is in force. */
    public static Toxic limitDataThenReset(long maxBytes) {
        return limit(maxBytes, Wire::reset);
    }

    /** Each piece of what comes in, read as Latin-1, is turned into something else. */
    public static Toxic rewrite(UnaryOperator<String> change) {
        return (wire, bytes) -> {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            byte[] changed = change.apply(text).getBytes(StandardCharsets.ISO_8859_1);
            wire.write(changed, 0, changed.length);
        };
    }

    /** Everything vanishes, the end of the stream too, and nobody is told. */
    public static Toxic silence() {
        return new Toxic() {
            @Override
            public void pass(Wire wire, byte[] bytes) {
                // vanishes
            }

            @Override
            public void end(Wire wire) {
                // vanishes
            }
        };
    }

    private interface Breaking {
        void apply(Wire wire) throws IOException;
    }

    private static Toxic limit(long maxBytes, Breaking breaking) {
        return (wire, bytes) -> {
            int rest = (int) Math.max(0, Math.min(bytes.length, maxBytes - wire.passedBytes()));
            wire.write(bytes, 0, rest);
            if (wire.passedBytes() >= maxBytes) {
                breaking.apply(wire);
            }
        };
    }

    private static void pause(long nanos) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanos);
    }
}
