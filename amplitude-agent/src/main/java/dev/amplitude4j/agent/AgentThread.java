// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent;

import dev.amplitude4j.agent.bridge.Bridge;
import dev.amplitude4j.agent.call.CallRule;
import dev.amplitude4j.agent.call.CallSites;
import dev.amplitude4j.agent.log.LogHook;
import dev.amplitude4j.agent.report.AgentLog;
import dev.amplitude4j.agent.report.StatusFile;
import dev.amplitude4j.agent.rules.AgentSettings;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What the agent does beside the application: looks for the stop file, writes the log and the status file. One daemon thread,
 * started by the first event, and the exit of the JVM run it.
 */
final class AgentThread implements Runnable {

    /** How often it looks, which is also how fast the stop file works. */
    static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** After how long a rule that has found no method is worth a word. */
    private static final long UNMATCHED_AFTER_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final AgentSettings settings;
    private final CallSites sites;
    private final LogHook hook;
    private final AgentLog log;
    private final AgentClient client;
    private final StatusFile status;
    private volatile boolean hasBegun;
    private volatile boolean isOpen = true;
    private final Thread thread = new Thread(this, "amplitude-agent");
    private final Thread exit;

    AgentThread(AgentSettings settings, CallSites sites, LogHook hook, AgentLog log, AgentClient client) {
        this.settings = settings;
        this.sites = sites;
        this.hook = hook;
        this.log = log;
        this.client = client;
        this.status = settings.statusFile() == null ? null : new StatusFile(settings.statusFile());
        this.exit = new Thread("amplitude-agent-exit") {
            @Override
            public void run() {
                atExit();
            }
        };
        // Made in premain: a thread made later would inherit the class loader of the application that happened to be
        // first.
        thread.setDaemon(true);
        thread.setContextClassLoader(AgentThread.class.getClassLoader());
        exit.setContextClassLoader(AgentThread.class.getClassLoader());
        Runtime.getRuntime().addShutdownHook(exit);
    }

    /** Begins to run, if it does not yet. Returns whether rules may make events: not while there is a stop file. */
    boolean begin() {
        if (!hasBegun) {
            beginOnce();
        }
        return isOpen;
    }

    private synchronized void beginOnce() {
        if (!hasBegun) {
            lookForStopFile();
            thread.start();
            hasBegun = true;
        }
    }

    @Override
    public void run() {
        long beganNanos = System.nanoTime();
        while (true) {
            try {
                look(System.nanoTime() - beganNanos > UNMATCHED_AFTER_NANOS);
            } catch (Throwable e) { // the application's handler of uncaught exceptions may end the JVM
                Bridge.FAILURES.incrementAndGet();
            }
            LockSupport.parkNanos(this, PERIOD_NANOS);
            Thread.interrupted(); // by whoever interrupts all threads: it would not wait any more
        }
    }

    private void look(boolean sayUnmatched) {
        lookForStopFile();
        if (sayUnmatched) {
            sites.sayUnmatched();
        }
        report();
    }

    private void lookForStopFile() {
        boolean open = settings.stopFile() == null || !new File(settings.stopFile()).exists();
        if (open != isOpen) {
            isOpen = open;
            sites.open(open);
            hook.open(open);
            log.info(open ? "the stop file is gone, rules work again" : "stopped by the stop file");
        }
    }

    private void atExit() {
        try {
            sites.sayUnmatched();
            client.awaitEnd();
            report();
        } catch (Throwable e) {
            Bridge.FAILURES.incrementAndGet();
        }
    }

    private synchronized void report() {
        if (status != null) {
            log.problem(status.write(lines()));
        }
        log.flush();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("client: " + client.stats());
        for (CallRule rule : sites.rules()) {
            lines.add(rule.line());
        }
        lines.addAll(hook.lines());
        lines.add("failures of the agent itself: " + Bridge.FAILURES.get());
        for (String problem : log.problems()) {
            lines.add("problem: " + problem);
        }
        return lines;
    }
}
