// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.call;

import dev.amplitude4j.agent.capture.Context;
import dev.amplitude4j.agent.capture.PathReader;
import dev.amplitude4j.agent.rules.ValuePath;

/** A path of a rule, bound to the slots of one method. Immutable; asked on the application's threads. */
final class Value {

    /** Slot of a root that the method does not have. */
    static final int NOWHERE = -1;

    private final ValuePath path;
    private final PathReader reader;
    private final int slot;

    /** {@code slot} is where the site hands over the path's root, or {@link #NOWHERE}. */
    Value(ValuePath path, int slot) {
        this.path = path;
        this.reader = new PathReader(path.steps());
        this.slot = slot;
    }

    boolean isKnownAtExitOnly() {
        return path.isKnownAtExitOnly();
    }

    /** What the path leads to in that call: an object of the application's, null, or {@link PathReader#MISSING}. */
    Object of(Call call) {
        switch (path.root()) {
            case MDC:
                return Context.get(path.name());
            case DURATION_MILLIS:
                return call.durationMillis();
            case RETURN:
                return reader.read(call.result);
            case THROWN:
                return reader.read(call.thrown);
            default:
                return slot == NOWHERE ? PathReader.MISSING : reader.read(call.slot(slot));
        }
    }
}
