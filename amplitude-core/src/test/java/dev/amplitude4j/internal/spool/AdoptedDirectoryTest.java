// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long a directory that was taken over from a dead owner stays taken. */
class AdoptedDirectoryTest {

    private static final Path ROOT = Path.of("/spool/adopted");

    private final MemoryFs fs = new MemoryFs(ROOT);

    @Test
    void directory_staysLocked_whileItsEventsAreOnTheirWayToTheOtherThread() {
        SpoolLife killed = new SpoolLife(fs, ROOT, SpoolLife.limits(8_000), 1);
        killed.write(List.of(SpoolLife.event(1, 200)));
        MemoryFs.forgetLocks(ROOT);
        fs.afterKill();
        Spool spool = new SpoolLife(fs, ROOT, SpoolLife.limits(8_000), 2).spool;
        Recovered found = null;
        while (found == null) {
            found = spool.recover();
        }
        spool.keepUp();
        assertThat(fs.files().keySet())
                .as("before it is admitted")
                .anyMatch(file -> file.toString().endsWith("lock"));
        spool.admit(found, 0);
        spool.keepUp();
        assertThat(fs.files().keySet())
                .as("once it is admitted")
                .anyMatch(file -> file.toString().endsWith("lock"));
    }
}
