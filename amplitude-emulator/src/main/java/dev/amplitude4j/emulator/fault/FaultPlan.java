// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.fault;

import java.util.List;
import java.util.Optional;

/** The ordered list of faults in force; the first that meets a request disturbs it. Any thread. */
public final class FaultPlan {

    private List<Armed> armed = List.of();

    /** Puts these faults in force from now on, instead of those before. */
    public synchronized void set(List<Fault> faults, long nowMillis) {
        armed = faults.stream().map(fault -> new Armed(fault, nowMillis)).toList();
    }

    /** The faults set last, whether or not they are used up. */
    public synchronized List<Fault> faults() {
        return armed.stream().map(each -> each.fault).toList();
    }

    /** The fault for this request, if any; counts it as used. */
    public Optional<Fault> take(FaultSubject request, long nowMillis) {
        for (Armed each : current()) {
            // Looking into the body takes time, so it is done outside the lock.
            if (each.fault.match().meets(request) && use(each, nowMillis)) {
                return Optional.of(each.fault);
            }
        }
        return Optional.empty();
    }

    private synchronized List<Armed> current() {
        return armed;
    }

    private synchronized boolean use(Armed each, long nowMillis) {
        return each.use(nowMillis);
    }

    private static final class Armed {

        private final Fault fault;
        private final long sinceMillis;
        private long seen;

        private Armed(Fault fault, long sinceMillis) {
            this.fault = fault;
            this.sinceMillis = sinceMillis;
        }

        private boolean use(long nowMillis) {
            FaultMatch match = fault.match();
            if (match.durationMillis() != null && nowMillis - sinceMillis >= match.durationMillis()) {
                return false;
            }
            seen++;
            return seen > match.skip() && (match.times() == null || seen <= (long) match.skip() + match.times());
        }
    }
}
