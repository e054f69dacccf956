// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;

/**
 * Finds out whether this version of Logback stops a context that is not started, by stopping one twice: version numbers do not
 * survive repackaging. Asked at exit, for contexts that somebody configured by hand.
 */
final class StopProbe implements LoggerContextListener {

    private boolean stopped;

    private StopProbe() {}

    /** True up to 1.5.6, false from 1.5.7 on. */
    static boolean stopsUnstartedContexts() {
        LoggerContext context = new LoggerContext();
        context.stop(); // newer ones are born started
        StopProbe probe = new StopProbe();
        context.addListener(probe);
        context.stop();
        return probe.stopped;
    }

    @Override
    public boolean isResetResistant() {
        return true;
    }

    @Override
    public void onStart(LoggerContext started) {}

    @Override
    public void onReset(LoggerContext reset) {}

    @Override
    public void onStop(LoggerContext context) {
        stopped = true;
    }

    @Override
    public void onLevelChange(Logger logger, Level level) {}
}
