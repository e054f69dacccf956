// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import static dev.amplitude4j.Amplitude.kv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import dev.amplitude4j.Law;
import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.result.Stats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Two contexts of Log4j, two appenders in one of them, and Logback, all with the same key: run with both on the class path. */
class TwoFrameworksIT {

    private static final int EVENTS = 50;

    private final Emulator emulator = Emulator.start();

    @TempDir
    private Path folder;

    @Test
    void sameKey_makesOneClientWithOneThreadUntilAllHaveStopped() throws Exception {
        LoggerContext log4j = log4j("first");
        LoggerContext other = log4j("second");
        assertThat(other).isNotSameAs(log4j);
        var logback = (ch.qos.logback.classic.LoggerContext) LoggerFactory.getILoggerFactory();
        var appender = logback(logback);
        for (int n = 0; n < EVENTS; n++) {
            var log = n % 2 == 0 ? log4j : other;
            log.getLogger("shop").info(AmplitudeMarkers.AMPLITUDE, "From Log4j", kv("user_id", "user-l"), kv("n", n));
            logback.getLogger("shop")
                    .info(
                            dev.amplitude4j.logback.AmplitudeMarkers.AMPLITUDE,
                            "From Logback",
                            kv("user_id", "user-b"),
                            kv("n", n));
        }
        assertThat(OwnThreads.dispatchers()).isEqualTo(1);
        AmplitudeAppender one = log4j.getConfiguration().getAppender("ONE");
        // Each record of the root logger goes to both appenders of the context.
        assertThat(one.stats().accepted()).isEqualTo(3 * EVENTS);
        assertThat(appender.stats().accepted()).isEqualTo(3 * EVENTS);

        LogManager.shutdown(log4j);
        other.stop();
        assertThat(OwnThreads.dispatchers()).isEqualTo(1);
        logback.stop();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(OwnThreads.names()).isEmpty());
        Stats stats = appender.stats();
        assertThat(stats.accepted()).isEqualTo(3 * EVENTS);
        Law.assertAllArrived(stats, emulator);
        emulator.close();
    }

    private LoggerContext log4j(String name) throws IOException {
        Path file = Files.writeString(
                folder.resolve(name + ".xml"),
                "<Configuration name=\"" + name + "\"><Appenders>"
                        + Log4jFixture.appenderXml("ONE", target(), "")
                        + Log4jFixture.appenderXml("TWO", target(), "")
                        + "</Appenders><Loggers><Root level=\"info\"><AppenderRef ref=\"ONE\"/><AppenderRef ref=\"TWO\"/>"
                        + "</Root></Loggers></Configuration>");
        LoggerContext context = new LoggerContext(name);
        context.setConfigLocation(file.toUri());
        context.start();
        return context;
    }

    private String target() {
        return "apiKey=\"" + Log4jFixture.API_KEY + "\" serverUrl=\"" + emulator.url() + "\"";
    }

    private dev.amplitude4j.logback.AmplitudeAppender logback(ch.qos.logback.classic.LoggerContext context) {
        var appender = new dev.amplitude4j.logback.AmplitudeAppender();
        appender.setContext(context);
        appender.setName("AMPLITUDE");
        appender.setApiKey(Log4jFixture.API_KEY);
        appender.setServerUrl(emulator.url());
        appender.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
        return appender;
    }
}
