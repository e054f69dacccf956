// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.internal.retry.EventIds;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LanesTest {

    private static final int IDENTITIES = 100_000;
    private static final int MAX_LANES = 10_000;

    private final Lanes lanes = new Lanes(() -> PausePolicy.HTTP_V2, MAX_LANES);

    @Test
    void hundredThousandThrottledUsers_haveTenThousandLanesAndOneMore() {
        long before = usedHeap();
        pauseAll();
        long held = usedHeap() - before;
        assertThat(lanes.all()).hasSize(MAX_LANES + 1);
        assertThat(held).isLessThan(8 << 20);
        PausedLane shared = lanes.get(IdentityKey.ofUser("user" + (IDENTITIES - 1)));
        assertThat(lanes.get(IdentityKey.ofUser("user" + (IDENTITIES - 2)))).isSameAs(shared);
        assertThat(lanes.get(IdentityKey.ofUser("user0"))).isNotSameAs(shared);
    }

    @Test
    void lanesThatAreDone_areForgotten() {
        pauseAll();
        lanes.removeDone(TimeUnit.SECONDS.toNanos(29));
        assertThat(lanes.all()).hasSize(MAX_LANES + 1);
        lanes.removeDone(TimeUnit.HOURS.toNanos(1));
        assertThat(lanes.all()).isEmpty();
        assertThat(lanes.isEmpty()).isTrue();
    }

    @Test
    void manyWhoNeverSendAgain_leaveNothingBehind() {
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < MAX_LANES; i++) {
                pause(IdentityKey.ofUser(round + "user" + i), TimeUnit.HOURS.toNanos(round));
            }
            lanes.removeDone(TimeUnit.HOURS.toNanos(round + 1));
            assertThat(lanes.isEmpty()).isTrue();
        }
    }

    @Test
    void pausedUser_isFoundWhateverItsDevice_andDevicesApartFromUsers() {
        pause(IdentityKey.ofUser("alice"), 0);
        assertThat(lanes.pausedEvents(ids("alice", "laptop"))).hasSize(1);
        assertThat(lanes.pausedEvents(ids("bob", "laptop"))).isEmpty();
        assertThat(lanes.pausedEvents(ids("bob", "alice"))).isEmpty();
        assertThat(lanes.pausedEvents(ids(null, null))).isEmpty();
    }

    private void pause(long key, long nowNanos) {
        lanes.pause(lanes.laneFor(key), false, 0, nowNanos);
    }

    private void pauseAll() {
        for (int i = 0; i < IDENTITIES; i++) {
            pause(IdentityKey.ofUser("user" + i), 0);
        }
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static EventIds ids(String userId, String deviceId) {
        return new EventIds() {
            @Override
            public int count() {
                return 1;
            }

            @Override
            public String userId(int index) {
                return userId;
            }

            @Override
            public String deviceId(int index) {
                return deviceId;
            }
        };
    }
}
