// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.emulator.Emulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Row I6 of the fault plan: threads of all kinds, on the newest JDK that there is. It runs alone, since it looks for delays. */
@Isolated
class VirtualThreadsIT {

    private static final int LEAST_VERSION = 25;
    private static final int EVENTS = VirtualThreads.THREADS * VirtualThreads.EVENTS_PER_THREAD;

    private final long seed = Long.getLong("faults.seed", System.nanoTime());

    @TempDir
    Path folder;

    @Test
    void i6_virtualThreads_areNotPinned_andLoseNothing() {
        String about = "I6, seed " + seed;
        Optional<Path> jdk = jdk();
        Machine.needs(jdk.isPresent(), "a JDK " + LEAST_VERSION + " under /usr/lib/jvm, or as the one that runs");
        try (Emulator emulator = Emulator.start()) {
            String output = Machine.run(
                    jdk.orElseThrow().resolve("bin/java").toString(),
                    "-Xmx256m",
                    "-Xss256k",
                    "-cp",
                    System.getProperty("java.class.path"),
                    VirtualThreads.class.getName(),
                    Long.toString(seed),
                    emulator.url(),
                    folder.toString());
            System.out.println(about + ": " + output);
            assertThat(output)
                    .as(about)
                    .contains("accepted=" + EVENTS + " delivered=" + EVENTS + " pinned=0 workerErrors=0");
            Judge judge = new Judge(about, emulator, Payloads.mixed(seed, 1_000));
            BitSet all = new BitSet();
            all.set(0, EVENTS);
            judge.arrivedExactly(all);
            judge.intact(EVENTS);
            judge.harmless(List.of(), List.of(output));
        }
    }

    private static Optional<Path> jdk() {
        if (Runtime.version().feature() >= LEAST_VERSION) {
            return Optional.of(Path.of(System.getProperty("java.home")));
        }
        Path all = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(all)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(all)) {
            return homes.filter(VirtualThreadsIT::isNewEnough).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isNewEnough(Path home) {
        try {
            String release = Files.readString(home.resolve("release"));
            return release.lines()
                    .filter(line -> line.startsWith("JAVA_VERSION=\""))
                    .map(line -> line.substring("JAVA_VERSION=\"".length()).split("[.\"]", -1)[0])
                    .anyMatch(feature -> Integer.parseInt(feature) >= LEAST_VERSION);
        } catch (IOException e) {
            return false; // no JDK
        }
    }
}
