// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random sequences of operations against a set: what was written and is not done with is there, in this life or the next. */
class SpoolModelTest {

    private static final Path ROOT = Path.of("/spool/model");
    private static final int RUNS = 10_000;
    private static final int MAX_OPERATIONS = 64;

    @Test
    void spool_holdsExactlyWhatWasWrittenAndIsNotDone() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        for (int run = 0; run < RUNS; run++) {
            oneRun(seed + run);
        }
    }

    private static void oneRun(long seed) {
        Random random = new Random(seed);
        MemoryFs fs = new MemoryFs(ROOT);
        Set<String> model = new HashSet<>();
        SpoolLife life = life(fs, random);
        int number = 0;
        for (int i = random.nextInt(MAX_OPERATIONS); i >= 0; i--) {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> {
                    List<String> group = new ArrayList<>();
                    for (int n = random.nextInt(6); n >= 0; n--) {
                        group.add(SpoolLife.event(number++, 60 + random.nextInt(200)));
                    }
                    life.write(group);
                    model.addAll(group);
                }
                case 3 -> deliverSome(life, model, random);
                case 4 -> life.storeAll();
                case 5 -> life.load();
                case 6 -> life.pass(Duration.ofMillis(random.nextInt(20_000)));
                default -> life = nextLife(fs, life, random);
            }
        }
        life.load();
        assertThat(life.kept.keySet()).as("seed %d", seed).isEqualTo(model);
        life = nextLife(fs, life, random);
        assertThat(life.kept.keySet()).as("seed %d", seed).isEqualTo(model);
        List.copyOf(model).forEach(life::done);
        life.spool.close();
        assertThat(fs.files()).as("seed %d", seed).isEmpty();
        assertThat(System.getProperty(DirectoryLock.PROPERTY, "")).doesNotContain(ROOT.toString());
    }

    private static void deliverSome(SpoolLife life, Set<String> model, Random random) {
        for (String event : List.copyOf(life.kept.keySet())) {
            if (random.nextBoolean()) {
                life.done(event);
                model.remove(event);
            }
        }
    }

    /** After a stop, or a kill; then acknowledgements not yet written are told again. */
    private static SpoolLife nextLife(MemoryFs fs, SpoolLife before, Random random) {
        if (random.nextBoolean()) {
            before.spool.close();
        } else {
            before.pass(Duration.ZERO);
            MemoryFs.forgetLocks(ROOT);
            fs.afterKill();
        }
        SpoolLife life = life(fs, random);
        life.recover();
        assertThat(life.corrupt + life.lost).isZero();
        return life;
    }

    private static SpoolLife life(MemoryFs fs, Random random) {
        return new SpoolLife(fs, ROOT, SpoolLife.limits(1_000), random.nextLong());
    }
}
