// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.emulator.store.StoredEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.async.AsyncLoggerContextSelector;
import org.apache.logging.log4j.core.impl.Log4jContextFactory;
import org.apache.logging.log4j.spi.LoggerContextFactory;

/**
 * Log4j's own context, configured from a file, and an emulator to send to. One test at a time: thread context and markers
 * belong to the process. Closing it shuts Log4j down and
 * leaves it as if fresh.
 */
final class Log4jFixture implements AutoCloseable {

    static final String API_KEY = "0123456789abcdef0123456789abcdef";

    final Emulator emulator;
    private final Mode mode;
    private final LoggerContextFactory formerFactory = LogManager.getFactory();
    private final StatusRecording status = new StatusRecording();
    private Path file;
    private String attributes = "";

    Log4jFixture() {
        this(Mode.SYNC);
    }

    Log4jFixture(Mode mode) {
        this(mode, Emulator.builder());
    }

    Log4jFixture(Mode mode, Emulator.Builder judge) {
        this.mode = mode;
        emulator = judge.start();
        ThreadContext.clearAll();
        if (mode == Mode.ALL_ASYNC && !Log4jVersion.isThree()) {
            AllAsync.install();
        }
    }

    /** The key and the emulator's address, for an appender's attributes. */
    String target() {
        return "apiKey=\"" + API_KEY + "\" serverUrl=\"" + emulator.url() + "\"";
    }

    /** Configures an appender of those attributes and that body under the root logger. */
    Log4jFixture appender(String attributes, String body) {
        return xml(
                appenderXml("AMPLITUDE", attributes, body) + mode.beside("AMPLITUDE"), mode.root("info", "AMPLITUDE"));
    }

    static String appenderXml(String name, String attributes, String body) {
        return "<Amplitude name=\"" + name + "\" " + attributes + ">" + body + "</Amplitude>";
    }

    /** Configures these appenders and loggers, as Log4j does at a start or reconfiguration. */
    Log4jFixture xml(String appenders, String loggers) {
        return configure(
                ".xml",
                "<Configuration" + attributes + "><Appenders>" + appenders + "</Appenders><Loggers>" + loggers
                        + "</Loggers></Configuration>");
    }

    /** Lets configurations to come look for changes of their file. */
    void monitorInterval(int seconds) {
        attributes = " monitorInterval=\"" + seconds + "\"";
    }

    /** Makes the file look newer than before, whatever the resolution of the file system. */
    void touch() {
        try {
            FileTime time = Files.getLastModifiedTime(file);
            Files.setLastModifiedTime(file, FileTime.from(time.toInstant().plusSeconds(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Configures that text from a file whose name ends so. */
    Log4jFixture configure(String suffix, String text) {
        try {
            if (file == null) {
                file = Files.createTempFile("log4j2-test", suffix);
            }
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context().setConfigLocation(file.toUri());
        return this;
    }

    /** Its test is over: without the file, contexts start with the resource {@code log4j2-test.xml}. */
    private void deleteFile() {
        try {
            if (file != null) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Mode mode() {
        return mode;
    }

    LoggerContext context() {
        return (LoggerContext) LogManager.getContext(false);
    }

    Logger logger(String name) {
        return context().getLogger(name);
    }

    AmplitudeAppender appender() {
        return context().getConfiguration().getAppender("AMPLITUDE");
    }

    /** Sends what was logged, and waits until the emulator has so many events. */
    List<StoredEvent> received(int count) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            AmplitudeAppenders.flushAll(Duration.ofSeconds(10));
            assertThat(emulator.received()).hasSize(count);
        });
        return emulator.received();
    }

    /** What was said at warning level about us, after a check that nothing at all stands above it. */
    List<String> warnings() {
        assertThat(status.messages(Level.ERROR)).isEmpty();
        assertThat(status.messages(Level.FATAL)).isEmpty();
        return status.messages(Level.WARN).stream()
                .filter(text -> text.toLowerCase(Locale.ROOT).contains("amplitude"))
                .toList();
    }

    List<String> messages(Level level) {
        return status.messages(level);
    }

    @Override
    public void close() {
        ThreadContext.clearAll();
        LogManager.shutdown(context());
        LogManager.setFactory(formerFactory);
        status.stop();
        emulator.close();
        deleteFile();
    }

    /** A class of its own, since Log4j 3 does not have these; there a system property does the same. */
    private static final class AllAsync {
        static void install() {
            LogManager.setFactory(new Log4jContextFactory(new AsyncLoggerContextSelector()));
        }
    }
}
