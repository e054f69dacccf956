// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.call;

import dev.amplitude4j.agent.report.AgentLog;
import dev.amplitude4j.agent.rules.Moment;
import dev.amplitude4j.event.EventLog;
import dev.amplitude4j.record.MappingOptions;
import dev.amplitude4j.record.RecordMapper;
import dev.amplitude4j.result.LogResult;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Makes the event of a call, on the thread of the call or on the one that completes its result. Lets nothing escape. */
final class CallEvents {

    private final MappingOptions mapping;
    private final EventLog client;
    private final AgentLog log;
    private volatile RecordMapper<Call> mapper;

    CallEvents(MappingOptions mapping, EventLog client, AgentLog log) {
        this.mapping = mapping;
        this.client = client;
        this.log = log;
    }

    /** The method has been entered. */
    void entered(CallSite site, Object a, Object b, Object c, Object d) {
        attempt(new Call(site, 0, a, b, c, d, null, null), true);
    }

    /** The method has ended; a result that is still to come makes the event when it is there. */
    void ended(
            CallSite site, long startNanos, Object a, Object b, Object c, Object d, Object result, Throwable thrown) {
        boolean isLater = result instanceof CompletionStage;
        if (!isLater && !wants(site, thrown)) {
            return;
        }
        Call call = new Call(site, startNanos, a, b, c, d, result, thrown);
        if (isLater) {
            follow(call, (CompletionStage<?>) result);
        } else {
            attempt(call, true);
        }
    }

    private static boolean wants(CallSite site, Throwable thrown) {
        Moment on = site.rule.rule().on();
        return on == Moment.ALWAYS || (on == Moment.THROW) == (thrown != null);
    }

    private void follow(Call call, CompletionStage<?> stage) {
        CallSite site = call.site;
        try {
            if (!site.holds(call, false)) {
                site.rule.notMet();
                return;
            }
            site.read(call, false);
            long startNanos = call.startNanos;
            Object[] early = call.values;
            CompletionStage<?> unused =
                    stage.whenComplete((result, failure) -> completed(site, startNanos, early, result, failure));
        } catch (Throwable e) {
            log.problem(site.rule.failed(e));
        }
    }

    private void completed(CallSite site, long startNanos, Object[] early, Object result, Throwable failure) {
        boolean isWrapped = failure instanceof CompletionException && failure.getCause() != null;
        Throwable thrown = isWrapped ? failure.getCause() : failure;
        int[] depth = Depths.ofThread(Depths.INSIDE);
        int before = depth[Depths.INSIDE];
        depth[Depths.INSIDE] = 1;
        try {
            if (wants(site, thrown)) {
                attempt(new Call(site, startNanos, early, result, thrown), false);
            }
        } finally {
            depth[Depths.INSIDE] = before;
        }
    }

    private void attempt(Call call, boolean isWhole) {
        CallRule rule = call.site.rule;
        try {
            long beganNanos = System.nanoTime();
            if (make(call, isWhole, beganNanos)) {
                LogResult result = mapper().logTo(client, call, call.site.markerName);
                log.problem(rule.made(result == LogResult.ACCEPTED, System.nanoTime() - beganNanos));
            }
        } catch (Throwable e) {
            log.problem(rule.failed(e));
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

    private static boolean make(Call call, boolean isWhole, long nowNanos) {
        CallSite site = call.site;
        if ((isWhole && !site.holds(call, false)) || !site.holds(call, true)) {
            site.rule.notMet();
            return false;
        }
        if (isWhole) {
            site.read(call, false);
        }
        if (!site.rule.takesUser(site.user(call)) || !site.rule.hasRoom(nowNanos)) {
            return false;
        }
        site.read(call, true);
        return true;
    }
}
