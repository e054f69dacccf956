// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import dev.amplitude4j.registry.ClientRegistry;
import dev.amplitude4j.registry.LeaseOwner;
import java.time.Duration;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.impl.Log4jContextFactory;
import org.apache.logging.log4j.spi.LoggerContextFactory;
import org.apache.logging.log4j.spi.LoggerContextShutdownAware;

/**
 * Stands for one logger context: drains its clients when the context has stopped, all appenders and asynchronous loggers
 * included, and outlives its reconfigurations. Called by Log4j on the thread that stops the context, under none of Log4j's
 * locks, and by the exit hook.
 */
final class ContextOwner implements LoggerContextShutdownAware, LeaseOwner {

    /** Spring Boot leaves this name in a context that it stops itself, after all beans. */
    private static final String SPRING_BOOT_MARK = "org.springframework.boot.logging.LoggingSystem";

    /** Whether a context was stopped for good: one that comes later may be there by an accidental {@code getLogger} only. */
    private static volatile boolean anyStopped;

    private final LoggerContext context;
    private final boolean latecomer = anyStopped;
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
                context.addShutdownListener(owner);
            }
            owner.allow(shutdownTimeout);
            return owner;
        }
    }

    /** Whether Log4j's own hook or Spring Boot stops the context at exit. */
    @Override
    public boolean isStoppedAtExit() {
        if (SPRING_BOOT_MARK.equals(context.getExternalContext())) {
            return true;
        }
        LoggerContextFactory factory = LogManager.getFactory();
        return factory instanceof Log4jContextFactory
                && ((Log4jContextFactory) factory).isShutdownHookEnabled()
                && context.getConfiguration().isShutdownHookEnabled();
    }

    @Override
    public boolean isLatecomer() {
        return latecomer;
    }

    @Override
    public void contextShutdown(org.apache.logging.log4j.spi.LoggerContext stopped) {
        anyStopped = true;
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
        List<LoggerContextShutdownAware> listeners = context.getListeners();
        if (listeners != null) {
            for (LoggerContextShutdownAware listener : listeners) {
                if (listener instanceof ContextOwner) {
                    return (ContextOwner) listener;
                }
            }
        }
        return null;
    }
}
