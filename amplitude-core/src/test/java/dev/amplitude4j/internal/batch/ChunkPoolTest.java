// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class ChunkPoolTest {

    private static final int CHUNK_BYTES = 64 * 1024;
    private static final int CHUNKS = 16;

    private final ChunkPool pool = new ChunkPool((long) CHUNKS * CHUNK_BYTES, 1_000);
    private final Deque<byte[]> taken = new ArrayDeque<>();

    @Test
    void chunks_areUsedAgainUpToTheMaximum() {
        take(CHUNKS);
        giveAll();

        assertThat(take(CHUNKS + 1)).isEqualTo(1);
    }

    @Test
    void freeChunks_makeRoomForMemoryOfAnotherSize() {
        take(CHUNKS);
        giveAll();
        byte[] exact = pool.takeExact(CHUNKS / 2 * CHUNK_BYTES);

        assertThat(take(CHUNKS)).isEqualTo(CHUNKS / 2);
        assertThat(exact).hasSize(CHUNKS / 2 * CHUNK_BYTES);
    }

    @Test
    void chunk_isNotKeptWhereThatPassesTheMaximum() {
        take(CHUNKS + 1);
        pool.give(taken.pollLast());

        assertThat(take(1)).isEqualTo(1);
    }

    @Test
    void memoryThatNeverComesBack_takesNoRoom() {
        take(CHUNKS);
        taken.forEach(pool::forget);
        taken.clear();
        take(CHUNKS);
        giveAll();

        assertThat(take(CHUNKS)).isZero();
    }

    @Test
    void chunksThatNobodyNeeds_areLetGoInTheEnd() {
        take(CHUNKS);
        giveAll();
        for (int i = 0; i < 100_000; i++) {
            pool.give(pool.takeChunk());
        }

        assertThat(CHUNKS - take(CHUNKS)).isLessThanOrEqualTo(CHUNKS / 4);
    }

    @Test
    void offsets_areUsedAgainIfTheyAreOfTheUsualLength() {
        int[] usual = pool.takeOffsets();
        pool.giveOffsets(new int[2 * usual.length]);
        pool.giveOffsets(usual);

        assertThat(pool.takeOffsets()).isSameAs(usual).hasSize(1_000);
    }

    /** Takes chunks and marks them; returns how many have not been here before. */
    private int take(int chunks) {
        int fresh = 0;
        for (int i = 0; i < chunks; i++) {
            byte[] chunk = pool.takeChunk();
            fresh += chunk[0] == 0 ? 1 : 0;
            chunk[0] = 1;
            taken.add(chunk);
        }
        return fresh;
    }

    private void giveAll() {
        taken.forEach(pool::give);
        taken.clear();
    }
}
