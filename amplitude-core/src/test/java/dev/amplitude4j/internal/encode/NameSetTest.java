// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NameSetTest {

    private final NameSet names = new NameSet();

    @Test
    void name_isTakenOncePerObject() {
        assertThat(names.add(1, "a")).isTrue();
        assertThat(names.add(1, new String("a"))).isFalse();
        assertThat(names.add(2, "a")).isTrue();

        names.clear();
        assertThat(names.size()).isZero();
        assertThat(names.add(1, "a")).isTrue();
    }

    @Test
    void randomAdditionsAndRewinds_matchASet() {
        long seed = System.nanoTime();
        System.out.println("randomAdditions seed " + seed);
        Random random = new Random(seed);
        List<String> added = new ArrayList<>();
        Set<String> model = new HashSet<>();
        for (int i = 0; i < 50_000; i++) {
            if (random.nextInt(20) == 0) {
                int kept = added.size() - Math.min(added.size(), random.nextInt(15));
                names.rewind(kept);
                while (added.size() > kept) {
                    model.remove(added.remove(added.size() - 1));
                }
            }
            int scope = random.nextInt(5);
            String name = "key" + random.nextInt(10_000);
            boolean isNew = model.add(scope + name);
            assertThat(names.add(scope, name)).as("seed %d round %d", seed, i).isEqualTo(isNew);
            if (isNew) {
                added.add(scope + name);
            }
            assertThat(names.size()).isEqualTo(added.size());
        }
    }
}
