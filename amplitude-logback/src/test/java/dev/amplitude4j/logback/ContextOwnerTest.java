// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ContextOwnerTest {

    private static final String BOOT = "org.springframework.boot.logging.LoggingSystem";

    private final LoggerContext context = new LoggerContext();

    @Test
    void onePerContext_alsoAfterAReset() {
        ContextOwner owner = owner();
        context.reset();
        assertThat(owner()).isSameAs(owner);
        assertThat(ContextOwner.of(new LoggerContext(), Duration.ZERO)).isNotSameAs(owner);
    }

    @Test
    void startedContextThatNobodyStops_isNotStoppedAtExit() {
        context.start();
        assertThat(owner().isStoppedAtExit()).isFalse();
    }

    @Test
    void startedContextWithHookOrBootMark_isStoppedAtExit() {
        context.start();
        context.putObject(CoreConstants.SHUTDOWN_HOOK_THREAD, new Object());
        assertThat(owner().isStoppedAtExit()).isTrue();
        context.removeObject(CoreConstants.SHUTDOWN_HOOK_THREAD);
        context.putObject(BOOT, new Object());
        assertThat(owner().isStoppedAtExit()).isTrue();
    }

    /** The same calls as Spring Boot before 3.3.3 makes; from Logback 1.5.7 on, its stop at exit then does nothing. */
    @Test
    void unstartedContextWithBootMark_isStoppedAtExitIfLogbackDoesStopIt() {
        context.start();
        context.stop();
        context.reset();
        context.putObject(BOOT, new Object());
        ContextOwner owner = owner();
        boolean expected = owner.isStoppedAtExit();
        AtomicBoolean stopped = new AtomicBoolean();
        UnsynchronizedAppenderBase<ILoggingEvent> appender = new UnsynchronizedAppenderBase<>() {
            @Override
            protected void append(ILoggingEvent record) {}

            @Override
            public void stop() {
                stopped.set(true);
            }
        };
        appender.setContext(context);
        appender.start();
        context.getLogger("shop").addAppender(appender);
        context.stop();
        assertThat(stopped.get()).isEqualTo(expected);
    }

    private ContextOwner owner() {
        return ContextOwner.of(context, Duration.ofSeconds(1));
    }
}
