// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Row P12: three clients of one JVM that know nothing of each other, on one spool. It runs alone, since each of the two that
 * live would take over the closed one's events as well, within a minute.
 */
@Isolated
class SharedDirectoryIT {

    private static final int EVENTS = 500;
    private static final int FIRST = 1_000;

    private final long seed = Long.getLong("faults.seed", System.nanoTime());

    @TempDir
    Path folder;

    /** In POSIX, a lock is lost when any handle of its file is closed anywhere in the process. */
    @Test
    void p12_oneOfThreeIsClosed_anotherProcessTakesOverItsEvents_andThoseOfNobodyElse() throws Exception {
        try (Lives lives = new Lives("P12", seed, folder);
                URLClassLoader one = loader();
                URLClassLoader two = loader();
                URLClassLoader three = loader()) {
            lives.proxy().down();
            List<UnaryOperator<String>> residents = new ArrayList<>();
            for (URLClassLoader loader : List.of(one, two, three)) {
                residents.add(resident(loader, lives, FIRST + residents.size() * EVENTS));
            }
            assertThat(lives.directories()).isEqualTo(3);
            assertThat(residents.get(0).apply("close")).isEqualTo(EVENTS + " pending, 0 recovered");
            VictimProcess other = lives.start();
            other.ask("log 4");
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> other.figures("figures").get("recovered") > 0);
            lives.persist(other);
            assertThat(lives.directories())
                    .as("of two, of the other process, and of the closed one")
                    .isEqualTo(4);
            lives.proxy().heal();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> lives.emulator().counts().events() == 3 * EVENTS + 4);
            assertThat(other.figures("figures").get("recovered")).isEqualTo(EVENTS);
            assertThat(lives.emulator().counts().receipts()).as("sent").isEqualTo(3 * EVENTS + 4);
            assertThat(residents.get(1).apply("close")).isEqualTo("0 pending, 0 recovered");
            assertThat(residents.get(2).apply("close")).isEqualTo("0 pending, 0 recovered");
            lives.close(other);
            lives.awaitEmptySpool();
            BitSet all = new BitSet();
            all.set(0, 4);
            all.set(FIRST, FIRST + 3 * EVENTS);
            new Judge(lives.about(), lives.emulator(), Payloads.mixed(seed, 1_000)).arrivedExactly(all);
        }
    }

    @SuppressWarnings("unchecked")
    private UnaryOperator<String> resident(URLClassLoader loader, Lives lives, int from) throws Exception {
        return (UnaryOperator<String>) loader.loadClass(Resident.class.getName())
                .getConstructor(String.class, String.class, long.class, int.class, int.class)
                .newInstance(lives.proxy().url(), lives.spool().toString(), seed, from, from + EVENTS);
    }

    private static URLClassLoader loader() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
