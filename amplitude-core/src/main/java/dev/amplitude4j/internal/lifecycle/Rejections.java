// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import dev.amplitude4j.internal.Diagnostics;
import dev.amplitude4j.internal.Ledger;
import dev.amplitude4j.result.LogResult;
import java.util.EnumSet;
import java.util.Set;

/**
 * Counts refusals, and tells the operator of the first, tenth, hundredth and so on of each reason. Any thread; a refusal in
 * full flow costs one counter.
 */
public final class Rejections {

    private static final Set<LogResult> AS_CONFIGURED =
            EnumSet.of(LogResult.OPTED_OUT, LogResult.SAMPLED, LogResult.FILTERED);

    private final Ledger ledger;
    private final Callbacks callbacks;
    private final Diagnostics diagnostics;

    /** Counts in {@code ledger}. */
    public Rejections(Ledger ledger, Callbacks callbacks, Diagnostics diagnostics) {
        this.ledger = ledger;
        this.callbacks = callbacks;
        this.diagnostics = diagnostics;
    }

    LogResult count(LogResult reason) {
        return count(reason, null);
    }

    LogResult count(LogResult reason, String problem) {
        long count = ledger.reject(reason);
        if (isPowerOfTen(count) && !AS_CONFIGURED.contains(reason)) {
            String why = problem == null ? Advice.onReject(reason) : problem;
            callbacks.run(() -> diagnostics.always("refused " + count + " events so far: " + why));
        }
        return reason;
    }

    private static boolean isPowerOfTen(long count) {
        long rest = count;
        while (rest >= 10 && rest % 10 == 0) {
            rest /= 10;
        }
        return rest == 1;
    }
}
