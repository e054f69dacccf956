// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.batch.Batch;
import dev.amplitude4j.internal.retry.EventIds;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where in a list of batches the event stands that has least to do with some others. */
final class FarEvent {

    /** Index of its batch in the list. */
    final int batch;

    /** Index of the event in its batch. */
    final int index;

    private FarEvent(int batch, int index) {
        this.batch = batch;
        this.index = index;
    }

    /** The last event that is the first of its identity, where none of {@code others} is of that identity; else the last. */
    static FarEvent of(List<Batch> others, List<Batch> batches) {
        Set<Long> seen = identities(new RequestIds(others));
        EventIds ids = new RequestIds(batches);
        int far = ids.count() - 1;
        for (int i = 0; i < ids.count(); i++) {
            if (seen.add(IdentityKey.of(ids.userId(i), ids.deviceId(i)))) {
                far = i;
            }
        }
        int batch = 0;
        while (far >= batches.get(batch).count()) {
            far -= batches.get(batch++).count();
        }
        return new FarEvent(batch, far);
    }

    private static Set<Long> identities(EventIds ids) {
        Set<Long> identities = new HashSet<>();
        for (int i = 0; i < ids.count(); i++) {
            identities.add(IdentityKey.of(ids.userId(i), ids.deviceId(i)));
        }
        return identities;
    }
}
