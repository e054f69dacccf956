// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.batch.Batch;
import java.util.ArrayList;
import java.util.List;

/** Events of some lanes that a bisection sends, or suspects, together. Owned by the dispatch thread. */
final class Group {

    final List<Part> parts = new ArrayList<>();

    /** Some events of one lane. */
    static final class Part {
        final Lane lane;
        final Batch batch;

        Part(Lane lane, Batch batch) {
            this.lane = lane;
            this.batch = batch;
        }
    }

    /** All events of a shipment. */
    static Group of(Shipment shipment) {
        Group group = new Group();
        for (int i = 0; i < shipment.batches().size(); i++) {
            group.parts.add(new Part(shipment.laneOf(i), shipment.batches().get(i)));
        }
        return group;
    }

    int events() {
        return parts.stream().mapToInt(part -> part.batch.count()).sum();
    }

    List<Batch> batches() {
        List<Batch> batches = new ArrayList<>();
        parts.forEach(part -> batches.add(part.batch));
        return batches;
    }
}
