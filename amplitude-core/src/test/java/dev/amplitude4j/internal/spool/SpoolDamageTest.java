// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A spool of three small segments, damaged in every way, and read by the next life. */
class SpoolDamageTest {

    private static final Path ROOT = Path.of("/spool/damage");
    private static final int EVENTS = 60;
    private static final int SEGMENT_BYTES = 2_600;
    private static final int FLIPS = 20_000;

    private final Set<String> events = new HashSet<>();
    private final Map<Path, byte[]> files = spool();

    private Map<Path, byte[]> spool() {
        MemoryFs fs = new MemoryFs(ROOT);
        SpoolLife life = new SpoolLife(fs, ROOT, SpoolLife.limits(SEGMENT_BYTES), 1);
        for (int i = 0; i < EVENTS; i++) {
            String event = SpoolLife.event(i, 110);
            events.add(event);
            life.write(List.of(event));
        }
        life.pass(Duration.ofSeconds(1));
        life.spool.close();
        Map<Path, byte[]> segments = new TreeMap<>(fs.files());
        segments.keySet().removeIf(path -> !path.toString().endsWith(".seg"));
        assertThat(segments).hasSize(3);
        return segments;
    }

    private SpoolLife recover(Map<Path, byte[]> damaged) {
        MemoryFs fs = new MemoryFs(ROOT);
        damaged.forEach((path, data) -> {
            fs.putSpecial(path.getParent(), SpoolFs.Kind.DIRECTORY);
            fs.put(path, data);
        });
        SpoolLife life = new SpoolLife(fs, ROOT, SpoolLife.limits(SEGMENT_BYTES), 2);
        life.recover();
        MemoryFs.forgetLocks(ROOT);
        return life;
    }

    @Test
    void flippedByte_costsOneEventAtMost_counted() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<Path> paths = new ArrayList<>(files.keySet());
        int corrupt = 0;
        for (int i = 0; i < FLIPS; i++) {
            Path path = paths.get(random.nextInt(paths.size()));
            byte[] damaged = files.get(path).clone();
            int at = random.nextInt(damaged.length);
            byte value = random.nextInt(10) == 0 ? (byte) '\n' : (byte) random.nextInt(256);
            damaged[at] = damaged[at] == value ? (byte) ~value : value;
            SpoolLife life = recover(with(path, damaged));
            String what = "seed " + seed + ", flip " + i + " at " + at + " of " + path.getFileName();
            int missing = EVENTS - life.kept.size();
            assertThat(events).as(what).containsAll(life.kept.keySet());
            assertThat(missing).as(what).isBetween(0, 1);
            boolean lastTerminator = at == damaged.length - 1;
            assertThat(life.corrupt).as(what).isEqualTo(lastTerminator ? 0 : missing);
            corrupt += life.corrupt;
        }
        assertThat(corrupt).isGreaterThan(FLIPS / 2);
    }

    @Test
    void truncation_atEveryOffset_costsWhatWasCutOff() {
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            for (int length = 0; length < file.getValue().length; length++) {
                byte[] cut = Arrays.copyOf(file.getValue(), length);
                SpoolLife life = recover(with(file.getKey(), cut));
                int lost = lines(file.getValue()).size()
                        - lines(cut).size()
                        - (lines(cut).isEmpty() ? 1 : 0);
                assertThat(life.kept).as("length %d", length).hasSize(EVENTS - lost);
                assertThat(life.corrupt).as("length %d", length).isZero();
            }
        }
    }

    @Test
    void swappedLines_areAllDelivered() {
        Path path = files.keySet().iterator().next();
        List<String> lines = lines(files.get(path));
        for (int i = 0; i + 1 < lines.size(); i++) {
            List<String> swapped = new ArrayList<>(lines);
            swapped.set(i, lines.get(i + 1));
            swapped.set(i + 1, lines.get(i));
            byte[] damaged = String.join("", swapped).getBytes(StandardCharsets.US_ASCII);
            SpoolLife life = recover(with(path, damaged));
            assertThat(life.kept.keySet()).isEqualTo(events);
        }
    }

    @Test
    void duplicatedFile_bringsEachEventOnceOrTwice_neverNone() {
        Path path = files.keySet().iterator().next();
        SpoolLife life = recover(with(path.resolveSibling("0000000099.seg"), files.get(path)));
        assertThat(life.kept.keySet()).isEqualTo(events);
        assertThat(life.recovered).isEqualTo(EVENTS + lines(files.get(path)).size() - 1);
    }

    @Test
    void randomBytes_areReadToTheEnd() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Path path = files.keySet().iterator().next();
        for (int run = 0; run < 500; run++) {
            byte[] noise = new byte[random.nextInt(20_000)];
            random.nextBytes(noise);
            SpoolLife life = recover(with(path.resolveSibling("0000000000.seg"), noise));
            assertThat(life.kept.keySet()).as("seed %d", seed).isEqualTo(events);
        }
    }

    @Test
    void endlessLines_areSkippedInBoundedMemory() {
        Path path = files.keySet().iterator().next();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        List<String> lines = lines(files.get(path));
        for (String line : lines) {
            data.writeBytes(line.getBytes(StandardCharsets.US_ASCII));
            data.writeBytes(new byte[3 * LineReader.MAX_LINE_BYTES]);
            if (line.equals(lines.get(2))) {
                break;
            }
            data.write('\n');
        }
        SpoolLife life = recover(with(path, data.toByteArray()));
        assertThat(life.kept).hasSize(EVENTS - lines.size() + 3);
    }

    private Map<Path, byte[]> with(Path path, byte[] data) {
        Map<Path, byte[]> damaged = new TreeMap<>(files);
        damaged.put(path, data);
        return damaged;
    }

    /** The terminated lines, terminators included. */
    private static List<String> lines(byte[] data) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < data.length; i++) {
            if (data[i] == '\n') {
                lines.add(new String(data, from, i + 1 - from, StandardCharsets.US_ASCII));
                from = i + 1;
            }
        }
        return lines;
    }
}
