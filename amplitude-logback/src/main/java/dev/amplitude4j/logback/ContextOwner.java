// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.core.CoreConstants;
import dev.amplitude4j.registry.ClientRegistry;
import dev.amplitude4j.registry.LeaseOwner;
import java.time.Duration;

/**
 * Stands for one logger context: drains its clients when the context stops for good, and outlives its reloads. An appender
 * cannot tell the two apart; a listener can. Called by Logback on the thread that stops the context, and by the exit hook.
 */
final class ContextOwner implements LoggerContextListener, LeaseOwner {

    /** Spring Boot leaves an object of this name in a context that it stops itself, after all beans. */
    private static final String SPRING_BOOT_MARK = "org.springframework.boot.logging.LoggingSystem";

    private final LoggerContext context;
    private Duration shutdownTimeout = Duration.ZERO;

    private ContextOwner(LoggerContext context) {
        this.context = context;
    }

    /** The one of that context, allowing at least that long for the drain. */
    static ContextOwner of(LoggerContext context, Duration shutdownTimeout) {
        synchronized (ContextOwner.class) {
            ContextOwner owner = find(context);
            if (owner == null) {
                owner = new ContextOwner(context);
                context.addListener(owner);
            }
            owner.allow(shutdownTimeout);
            return owner;
        }
    }

    /**
     * Whether a hook or Spring Boot stops the context at exit. One that is not started is not stopped by Logback from 1.5.7 on,
     * whoever asks it to.
     */
    @Override
    public boolean isStoppedAtExit() {
        boolean hasStopper = context.getObject(CoreConstants.SHUTDOWN_HOOK_THREAD) != null
                || context.getObject(SPRING_BOOT_MARK) != null;
        return hasStopper && (context.isStarted() || StopProbe.stopsUnstartedContexts());
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
    public void onLevelChange(Logger logger, Level level) {}

    @Override
    public void onStop(LoggerContext stopped) {
        ClientRegistry.shared().ownerStopped(this, allowed());
    }

    private synchronized void allow(Duration timeout) {
        if (timeout.compareTo(shutdownTimeout) > 0) {
            shutdownTimeout = timeout;
        }
    }

    private synchronized Duration allowed() {
        return shutdownTimeout;
    }

    private static ContextOwner find(LoggerContext context) {
        for (LoggerContextListener listener : context.getCopyOfListenerList()) {
            if (listener instanceof ContextOwner) {
                return (ContextOwner) listener;
            }
        }
        return null;
    }
}
