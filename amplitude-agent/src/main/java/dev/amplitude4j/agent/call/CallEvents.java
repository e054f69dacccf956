// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.call;

import dev.amplitude4j.agent.report.AgentLog;
import dev.amplitude4j.agent.rules.Moment;
import dev.amplitude4j.event.EventLog;
import dev.amplitude4j.internal.ObjectPool;
import dev.amplitude4j.record.MappingOptions;
import dev.amplitude4j.record.RecordMapper;
import dev.amplitude4j.result.LogResult;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Makes the event of a call, on the thread of the call or on the one that completes its result. Lets nothing escape. */
final class CallEvents {

    private final MappingOptions mapping;
    private final EventLog client;
    private final AgentLog log;
    private final ObjectPool<Call> calls = new ObjectPool<>(new NewCall());
    private volatile RecordMapper<Call> mapper;

    CallEvents(MappingOptions mapping, EventLog client, AgentLog log) {
        this.mapping = mapping;
        this.client = client;
        this.log = log;
    }

    /** The method has been entered. */
    void entered(CallSite site, Object a, Object b, Object c, Object d) {
        int place = calls.take();
        Call call = calls.at(place);
        try {
            call.begin(site, 0, null, null);
            call.slots(a, b, c, d);
            attempt(call, null);
        } finally {
            giveBack(place, call);
        }
    }

    /** The method has ended; a result that is still to come makes the event when it is there. */
    void ended(
            CallSite site, long startNanos, Object a, Object b, Object c, Object d, Object result, Throwable thrown) {
        boolean isLater = result instanceof CompletionStage;
        if (!isLater && !wants(site, thrown)) {
            site.rule.notMeant();
            return;
        }
        int place = calls.take();
        Call call = calls.at(place);
        try {
            call.begin(site, startNanos, result, thrown);
            call.slots(a, b, c, d);
            if (isLater) {
                follow(call, (CompletionStage<?>) result);
            } else {
                attempt(call, null);
            }
        } finally {
            giveBack(place, call);
        }
    }

    private void giveBack(int place, Call call) {
        boolean cleared = false;
        try {
            call.clear();
            cleared = true;
        } finally {
            calls.give(place, cleared);
        }
    }

    private static boolean wants(CallSite site, Throwable thrown) {
        return site.on == Moment.ALWAYS || (site.on == Moment.THROW) == (thrown != null);
    }

    private void follow(Call call, CompletionStage<?> stage) {
        CallSite site = call.site;
        try {
            Early early = new Early(site.rule.isToBeTimed());
            boolean isMet = site.holds(call, false);
            if (isMet) {
                site.readEarly(call);
            }
            early.read(call);
            if (isMet) {
                CompletionStage<?> unused = stage.whenComplete((result, failure) -> completed(early, result, failure));
            } else {
                site.rule.notMet();
                took(site.rule, early.spentNanos);
            }
        } catch (Throwable e) {
            log.problem(site.rule.failed(e));
        }
    }

    private void completed(Early early, Object result, Throwable failure) {
        boolean isWrapped = failure instanceof CompletionException && failure.getCause() != null;
        Throwable thrown = isWrapped ? failure.getCause() : failure;
        int[] depth = Depths.ofThread(Depths.INSIDE);
        int before = depth[Depths.INSIDE];
        depth[Depths.INSIDE] = 1;
        try {
            if (wants(early.site, thrown)) {
                attemptLater(early, result, thrown);
            } else {
                early.site.rule.notMeant();
                took(early.site.rule, early.spentNanos);
            }
        } finally {
            depth[Depths.INSIDE] = before;
        }
    }

    private void attemptLater(Early early, Object result, Throwable thrown) {
        int place = calls.take();
        Call call = calls.at(place);
        try {
            call.begin(early.site, early.startNanos, result, thrown);
            call.readBefore(early.values);
            attempt(call, early);
        } finally {
            giveBack(place, call);
        }
    }

    /** {@code early} is null if the call is whole. */
    private void attempt(Call call, Early early) {
        CallRule rule = call.site.rule;
        try {
            boolean isTimed = early == null ? rule.isToBeTimed() : early.spentNanos >= 0;
            long beganNanos = isTimed ? System.nanoTime() : 0;
            if (early == null ? make(call) : makeLater(call)) {
                LogResult result = mapper().logTo(client, call, call.site.markerName);
                rule.made(result == LogResult.ACCEPTED);
            }
            if (isTimed) {
                took(rule, System.nanoTime() - beganNanos + (early == null ? 0 : early.spentNanos));
            }
        } catch (Throwable e) {
            log.problem(rule.failed(e));
        }
    }

    /** What a call took us; less than 0 if it is none of those that are timed. */
    private void took(CallRule rule, long nanos) {
        if (nanos >= 0) {
            log.problem(rule.took(nanos));
        }
    }

    /** Made with the first event: the start of the application does not wait for it. */
    private RecordMapper<Call> mapper() {
        RecordMapper<Call> made = mapper;
        if (made == null) {
            made = new RecordMapper<>(new CallReader(), mapping, log::problem);
            mapper = made;
        }
        return made;
    }

    private static boolean make(Call call) {
        CallSite site = call.site;
        if (!site.holds(call, false) || !site.holds(call, true)) {
            site.rule.notMet();
            return false;
        }
        site.readUser(call);
        if (!isWithinLimits(call)) {
            return false;
        }
        site.readOthers(call);
        return true;
    }

    /** What could be told at the call's begin has been told. */
    private static boolean makeLater(Call call) {
        CallSite site = call.site;
        if (!site.holds(call, true)) {
            site.rule.notMet();
            return false;
        }
        site.readLate(call);
        return isWithinLimits(call);
    }

    private static boolean isWithinLimits(Call call) {
        CallRule rule = call.site.rule;
        return rule.takesUser(call.site.user(call)) && (!rule.isCapped() || rule.hasRoom(System.nanoTime()));
    }

    /** What was read of a call whose result is still to come: plain values. */
    private static final class Early {
        CallSite site;
        long startNanos;
        Object[] values;

        /** What it took to read them; less than 0 if the call is not timed. */
        long spentNanos;

        private final long beganNanos = System.nanoTime();

        Early(boolean isTimed) {
            spentNanos = isTimed ? 0 : -1;
        }

        void read(Call call) {
            site = call.site;
            startNanos = call.startNanos;
            values = call.readSoFar();
            spentNanos = spentNanos < 0 ? spentNanos : System.nanoTime() - beganNanos;
        }
    }

    /** No lambda, since it is made before the {@code main} of the application. */
    private static final class NewCall implements Supplier<Call> {
        @Override
        public Call get() {
            return new Call();
        }
    }
}
