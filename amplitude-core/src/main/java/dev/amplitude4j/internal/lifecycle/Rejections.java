// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import dev.amplitude4j.internal.Diagnostics;
import dev.amplitude4j.internal.Ledger;
import dev.amplitude4j.result.LogResult;
import java.util.EnumSet;
import java.util.Set;

/**
 * Counts refusals, which cannot fail, and tells the operator of the first, tenth, hundredth and so on of each reason. Any
 * thread; a refusal in full flow costs one counter.
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
        tell(ledger.reject(reason), reason, null, null);
        return reason;
    }

    LogResult count(LogResult reason, String problem) {
        tell(ledger.reject(reason), reason, problem, null);
        return reason;
    }

    /** Counts a refusal because something failed. */
    LogResult count(LogResult reason, Throwable failure) {
        tell(ledger.reject(reason), reason, null, failure);
        return reason;
    }

    private void tell(long count, LogResult reason, String problem, Throwable failure) {
        if (!isPowerOfTen(count) || AS_CONFIGURED.contains(reason)) {
            return;
        }
        try {
            String why = failure != null
                    ? "a call while encoding failed with " + failure.getClass().getName()
                    : problem != null ? problem : Advice.onReject(reason);
            callbacks.run(() -> diagnostics.always("refused " + count + " events so far: " + why));
        } catch (Throwable e) {
            // Memory is lacking for the message as for the event. It is counted.
        }
    }

    private static boolean isPowerOfTen(long count) {
        long rest = count;
        while (rest >= 10 && rest % 10 == 0) {
            rest /= 10;
        }
        return rest == 1;
    }
}
