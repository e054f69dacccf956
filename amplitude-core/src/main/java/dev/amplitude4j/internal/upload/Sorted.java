// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.batch.Batch;
import dev.amplitude4j.internal.retry.EventIds;
import dev.amplitude4j.internal.retry.Fate;
import dev.amplitude4j.internal.retry.Verdict;
import dev.amplitude4j.result.DropReason;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The events of one batch, sorted by what a verdict says of each. */
final class Sorted {

    int delivered;
    final BitSet resend = new BitSet();
    final Map<DropReason, Integer> drops = new EnumMap<>(DropReason.class);
    final Map<Long, BitSet> pausedByKey = new LinkedHashMap<>();
    final Set<Long> keysOverQuota = new HashSet<>();

    /** Sorts a batch whose events begin at {@code offset} of the request; {@code exhausted} if it must not be tried again. */
    Sorted(Batch batch, Verdict verdict, int offset, boolean exhausted) {
        EventIds ids = new RequestIds(Collections.singletonList(batch));
        for (int i = 0; i < batch.count(); i++) {
            Fate fate = verdict.fate(offset + i);
            if (fate == Fate.DELIVERED) {
                delivered++;
            } else if (fate.dropReason() != null) {
                drops.merge(fate.dropReason(), 1, Integer::sum);
            } else if (exhausted) {
                drops.merge(DropReason.ATTEMPTS_EXHAUSTED, 1, Integer::sum);
            } else if (fate == Fate.RESEND) {
                resend.set(i);
            } else {
                pause(i, fate, ids);
            }
        }
    }

    /** How many events are given up. */
    int dropped() {
        return drops.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The events that are left, in one set, whatever they wait for. */
    BitSet left() {
        BitSet left = (BitSet) resend.clone();
        pausedByKey.values().forEach(left::or);
        return left;
    }

    private void pause(int event, Fate fate, EventIds ids) {
        long key = fate.isOfUser() ? IdentityKey.ofUser(ids.userId(event)) : IdentityKey.ofDevice(ids.deviceId(event));
        pausedByKey.computeIfAbsent(key, k -> new BitSet()).set(event);
        if (fate.isQuota()) {
            keysOverQuota.add(key);
        }
    }
}
