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

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        boolean isOpen = true;
        long beganNanos = System.nanoTime();
        while (true) {
            boolean open = settings.stopFile() == null || !new File(settings.stopFile()).exists();
            if (open != isOpen) {
                isOpen = open;
                sites.open(open);
                hook.open(open);
                log.info(open ? "the stop file is gone, rules work again" : "stopped by the stop file");
            }
            if (System.nanoTime() - beganNanos > UNMATCHED_AFTER_NANOS) {
                sites.sayUnmatched();
            }
            report();
            LockSupport.parkNanos(this, PERIOD_NANOS);
        }
    }

    private void atExit() {
        sites.sayUnmatched();
        client.awaitEnd();
        report();
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
