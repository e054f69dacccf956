// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.call;

import dev.amplitude4j.agent.bridge.Bridge;
import dev.amplitude4j.agent.report.AgentLog;
import dev.amplitude4j.agent.rules.Moment;
import dev.amplitude4j.event.EventLog;
import dev.amplitude4j.record.MappingOptions;

/**
 * The agent's end of the bridge, on the application's threads: decides which calls are calls of their own, and has their events
 * made. A method that calls itself, the one it overrides or the one it stands for makes one event.
 */
public final class CallSink extends Bridge {

    /** Token of a call within another of its group. */
    private static final long INNER = NO_EVENT;

    /** Token of a call within no other of its group whose end makes no event. */
    private static final long OUTER = -1;

    /** Token of a call whose begin nobody needs. */
    private static final long UNTIMED = NO_EVENT + 1;

    /** Token of a log call within no other. */
    private static final int OUTERMOST = -1;

    private final CallSites sites;
    private final CallEvents events;
    private final RecordSink records;

    /** Takes calls of those sites and records of logging frameworks; their events go to {@code client}. */
    public CallSink(CallSites sites, MappingOptions mapping, EventLog client, AgentLog log, RecordSink records) {
        this.sites = sites;
        this.events = new CallEvents(mapping, client, log);
        this.records = records;
    }

    @Override
    protected long begin(int number, Object a, Object b, Object c, Object d) {
        CallSite site = sites.get(number);
        int[] depth = Depths.ofThread(site.group);
        if (depth[Depths.INSIDE] != 0) {
            return 0; // a getter that a path named: our own call, not the application's
        }
        depth[site.group]++;
        boolean hasBegun = false;
        try {
            long token = token(site, depth, a, b, c, d);
            hasBegun = true;
            return token;
        } finally {
            if (!hasBegun) {
                depth[site.group]--; // there will be no end
            }
        }
    }

    private long token(CallSite site, int[] depth, Object a, Object b, Object c, Object d) {
        if (depth[site.group] > 1) {
            return INNER;
        }
        if (!site.rule.takesCall()) {
            return OUTER;
        }
        if (site.on == Moment.ENTER) {
            depth[Depths.INSIDE] = 1;
            try {
                events.entered(site, a, b, c, d);
            } finally {
                depth[Depths.INSIDE] = 0;
            }
            return OUTER;
        }
        return site.isTimed() ? Math.max(UNTIMED, System.nanoTime()) : UNTIMED;
    }

    @Override
    protected void end(
            int number, long token, Object a, Object b, Object c, Object d, Object result, Throwable thrown) {
        CallSite site = sites.get(number);
        int[] depth = Depths.ofThread(site.group);
        // Where the stack was full, the ends of inner calls did not get here.
        depth[site.group] = token == INNER ? Math.max(0, depth[site.group] - 1) : 0;
        if (token <= NO_EVENT) {
            return;
        }
        depth[Depths.INSIDE] = 1;
        try {
            events.ended(site, token, a, b, c, d, result, thrown);
        } finally {
            depth[Depths.INSIDE] = 0;
        }
    }

    @Override
    protected int record(int framework, Object logger, Object record, Object detail) {
        int[] depth = Depths.ofThread(Depths.RECORD);
        int outer = depth[Depths.FRAMEWORK];
        int identity = System.identityHashCode(record);
        if (depth[Depths.INSIDE] != 0 || (outer != 0 && (outer != framework + 1 || depth[Depths.RECORD] == identity))) {
            return 0; // the same record again: bridged to another framework, or on its way to a parent
        }
        int token = outer == 0 ? OUTERMOST : depth[Depths.RECORD];
        depth[Depths.INSIDE] = 1;
        try {
            records.take(framework, logger, record, detail);
        } finally {
            depth[Depths.INSIDE] = 0;
        }
        depth[Depths.FRAMEWORK] = framework + 1;
        depth[Depths.RECORD] = identity;
        return token;
    }

    @Override
    protected void recorded(int token) {
        int[] depth = Depths.ofThread(Depths.RECORD);
        depth[Depths.RECORD] = token == OUTERMOST ? 0 : token;
        depth[Depths.FRAMEWORK] = token == OUTERMOST ? 0 : depth[Depths.FRAMEWORK];
    }
}
