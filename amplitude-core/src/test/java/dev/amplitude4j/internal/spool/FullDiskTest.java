// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk on which some bytes are left when the next group comes: each count of them, up to more than a group takes. */
class FullDiskTest {

    private static final Path ROOT = Path.of("/spool/full");
    private static final int MOST_FREE_BYTES = 600;
    private static final int SEGMENT_BYTES = 4_000;

    private final MemoryFs fs = new MemoryFs(ROOT);
    private final Set<String> written = new HashSet<>();
    private int number;

    /** Where the bound is met: behind some groups, at the first line of a file, or before there is a file. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 30})
    void anyNumberOfFreeBytes_leavesWholeLines_andNothingIsLost(int groupsBefore) {
        for (int free = 0; free <= MOST_FREE_BYTES; free++) {
            oneRun(groupsBefore, free);
        }
    }

    private void oneRun(int groupsBefore, int freeBytes) {
        String about = groupsBefore + " groups before, " + freeBytes + " bytes free";
        SpoolLife life = life(1);
        for (int i = 0; i < groupsBefore; i++) {
            write(life);
        }
        fs.capacityBytes = fs.totalBytes() + freeBytes;
        for (int i = 0; i < 5; i++) {
            write(life);
            life.pass(Duration.ofMillis(50));
        }
        assertThat(fs.totalBytes()).as(about).isLessThanOrEqualTo(fs.capacityBytes);
        assertWhole(about);
        fs.capacityBytes = Long.MAX_VALUE;
        life.pass(Duration.ofSeconds(5));
        life.writeAgain();
        write(life);
        assertThat(life.unwritten).as(about).isEmpty();
        assertWhole(about);
        MemoryFs.forgetLocks(ROOT);
        fs.afterKill();
        SpoolLife next = life(2);
        next.recover();
        assertThat(next.kept.keySet()).as(about).isEqualTo(written);
        assertThat(next.corrupt + next.lost).as(about).isZero();
        assertThat(next.spool.tornBytes()).as(about).isZero();
        List.copyOf(written).forEach(next::done);
        written.clear();
        next.spool.close();
        assertThat(fs.files()).as(about).isEmpty();
    }

    private SpoolLife life(long seed) {
        return new SpoolLife(fs, ROOT, SpoolLife.limits(SEGMENT_BYTES), seed);
    }

    private void write(SpoolLife life) {
        List<String> group = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            group.add(SpoolLife.event(number++, 90 + number % 50));
        }
        written.addAll(group);
        life.write(group);
    }

    private void assertWhole(String about) {
        LineChecksum checksum = new LineChecksum();
        for (Map.Entry<Path, byte[]> file : fs.files().entrySet()) {
            byte[] data = file.getValue();
            int from = 0;
            for (int i = 0; i < data.length; i++) {
                if (data[i] == '\n') {
                    String line = new String(data, from, i - from, StandardCharsets.US_ASCII);
                    assertThat(checksum.isSigned(data, from, i))
                            .as("%s: %s", about, line)
                            .isTrue();
                    from = i + 1;
                }
            }
            assertThat(from).as("%s: the end of %s", about, file.getKey()).isEqualTo(data.length);
        }
    }
}
