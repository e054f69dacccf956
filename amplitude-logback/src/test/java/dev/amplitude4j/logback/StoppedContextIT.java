// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.logback.AmplitudeMarkers.AMPLITUDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.emulator.Emulator;
import java.io.File;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is left of the appender once its context has stopped for good. */
class StoppedContextIT {

    @Test
    void contextStop_leavesNoThreadsOfOurs() {
        try (LogbackFixture logback = new LogbackFixture()) {
            logback.appender(logback.target());
            for (int n = 0; n < 100; n++) {
                logback.logger("shop").info(AMPLITUDE, "Step Done", kv("user_id", "user-" + n));
            }
            logback.context.reset();
            logback.appender(logback.target());
            logback.received(100);
            assertThat(ourThreads()).isNotEmpty();
            logback.context.stop();
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(ourThreads()).isEmpty());
        }
    }

    /** As an application server needs it that loads an application anew. */
    @Test
    void contextStop_letsTheClassLoaderGo() throws Exception {
        ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();
        PhantomReference<ClassLoader> loader;
        try (Emulator emulator = Emulator.start()) {
            loader = new PhantomReference<>(runInAClassLoader(emulator.url()), gone);
            assertThat(emulator.received()).hasSize(1);
        }
        // OkHttp's and Okio's own threads end after a minute without work.
        await().atMost(Duration.ofSeconds(75)).pollInterval(Duration.ofMillis(200)).until(() -> {
            System.gc();
            return gone.poll() == loader;
        });
    }

    private static ClassLoader runInAClassLoader(String url) throws Exception {
        try (ChildFirst loader = new ChildFirst(classPath())) {
            loader.loadClass(LoadedApplication.class.getName())
                    .getMethod("run", String.class)
                    .invoke(null, url);
            return loader;
        }
    }

    private static List<String> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("amplitude-"))
                .toList();
    }

    private static URL[] classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(StoppedContextIT::url)
                .toArray(URL[]::new);
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    /** Loads everything itself that is not the JDK's. */
    private static final class ChildFirst extends URLClassLoader {
        ChildFirst(URL[] urls) {
            super(urls, ClassLoader.getPlatformClassLoader());
        }
    }
}
