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
import java.util.LinkedHashMap;
import java.util.Map;

/** The events of one batch, sorted by what a verdict says of each. */
final class Sorted {

    int delivered;
    final BitSet resend = new BitSet();
    final Map<DropReason, Integer> drops = new EnumMap<>(DropReason.class);
    final Map<String, BitSet> pausedByIdentity = new LinkedHashMap<>();

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
                String key = fate == Fate.PAUSE_USER ? Lanes.userKey(ids.userId(i)) : Lanes.deviceKey(ids.deviceId(i));
                pausedByIdentity.computeIfAbsent(key, k -> new BitSet()).set(i);
            }
        }
    }
}
