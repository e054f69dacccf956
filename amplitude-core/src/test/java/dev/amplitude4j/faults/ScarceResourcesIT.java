// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Rows of the fault plan in which the host uses up what the client needs as well. They run alone. */
@Isolated
class ScarceResourcesIT {

    /** Some user who owns nothing and runs nothing. */
    private static final String NOBODY = "65534";

    private static final int RATE = 1_000;
    private static final int ONE_BATCH = 10;

    private final long seed = Long.getLong("faults.seed", System.nanoTime());

    @TempDir
    Path folder;

    @Test
    void p10_noDescriptorLeft_losesNothing_andRecovers() {
        noDescriptorLeft(6);
    }

    @Test
    @Tag("faults")
    void p10_noDescriptorLeftForLong_losesNothing_andRecovers() {
        noDescriptorLeft(20);
    }

    /** With 64 in all; the connection and the file that are open when they run out stay usable, until they are not. */
    private void noDescriptorLeft(int seconds) {
        try (Lives lives = new Lives("P10", seed, folder)) {
            VictimProcess victim = lives.startBy(List.of("sh", "-c", "ulimit -n 64; exec \"$@\"", "sh"));
            victim.ask("load 1000 " + RATE);
            victim.ask("await");
            victim.ask("flush 20000");
            complainOnce(lives, victim);
            int events = (2 + seconds) * RATE;
            victim.ask("load " + events + " " + RATE);
            pass(1_000);
            assertThat(victim.figures("exhaust").get("descriptors")).isPositive();
            // What the server confirms now cannot be noted on disk.
            await().atMost(Duration.ofMinutes(1)).until(() -> victim.err().contains("spool"));
            lives.proxy().down();
            pass(1_000 * seconds / 2);
            lives.proxy().heal();
            pass(1_000 * seconds / 2);
            victim.ask("relieve");
            victim.ask("await");
            lives.awaitDrained(List.of(victim));
            Map<String, Long> figures = lives.close(victim);
            System.out.println(lives.about() + ": " + figures + victim.err());
            assertThat(victim.err())
                    .contains("upload of")
                    .doesNotContain("NoClassDefFoundError")
                    .doesNotContain("Exception in thread");
            assertThat(figures.get("delivered")).isEqualTo(1_000 + ONE_BATCH + events);
            lives.judge();
        }
    }

    /** Loads the classes for it: here from folders, which takes descriptors, where a jar would be open already. */
    private static void complainOnce(Lives lives, VictimProcess victim) {
        lives.proxy().down();
        victim.ask("load " + ONE_BATCH + " " + RATE);
        victim.ask("await");
        await().atMost(Duration.ofMinutes(1)).until(() -> victim.err().contains("upload of"));
        lives.proxy().heal();
    }

    @Test
    void p8_noHeapLeft_harmsNobody_andRecovers_scaled() {
        noHeapLeft(5);
    }

    @Test
    @Tag("faults")
    void p8_noHeapLeft_harmsNobody_andRecovers() {
        noHeapLeft(30);
    }

    /** What is logged meanwhile may be refused; what is accepted arrives. */
    private void noHeapLeft(int seconds) {
        try (Lives lives = new Lives("P8", seed, folder).with("-XX:-UseGCOverheadLimit")) {
            VictimProcess victim = lives.start("maxCachedBytes=4194304");
            victim.ask("load 1000 " + RATE);
            victim.ask("await");
            victim.ask("flush 20000");
            victim.ask("load " + 500 * seconds + " 500");
            long full = victim.figures("hog " + 1_000 * seconds).get("full");
            victim.ask("await");
            victim.ask("load 1000 " + RATE);
            victim.ask("await");
            lives.awaitDrained(List.of(victim));
            Map<String, Long> figures = lives.close(victim);
            System.out.println(lives.about() + ": full " + full + " times, " + figures);
            assertThat(full).isPositive();
            assertThat(figures.get("accepted")).isGreaterThanOrEqualTo(2_000);
            assertThat(figures.get("delivered")).isEqualTo(figures.get("accepted"));
            lives.judge();
        }
    }

    @Test
    void p9_noThreadLeftAtTheStart_startsOnceThereIs() throws IOException {
        assumeThat(System.getProperty("user.name"))
                .as("P9 needs to start a process of a user without any")
                .isEqualTo("root");
        try (Lives lives = new Lives("P9", seed, folder)) {
            openTo(folder);
            lives.with("-Xlog:disable", "-cp", readableClassPath());
            VictimProcess victim = lives.startBy(
                    List.of(
                            "setpriv",
                            "--reuid=" + NOBODY,
                            "--regid=" + NOBODY,
                            "--clear-groups",
                            "prlimit",
                            "--nproc=100:100"),
                    "late=true");
            assertThat(victim.figures("crowd").get("threads")).isBetween(1L, 99L);
            assertThat(victim.ask("build")).isEqualTo("built");
            assertThat(victim.figures("log 500").get("accepted")).isEqualTo(500);
            assertThat(victim.figures("figures").get("threads")).isZero();
            pass(2_000);
            victim.ask("relieve");
            long startNanos = System.nanoTime();
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                victim.figures("log 1");
                return victim.figures("figures").get("delivered") > 0;
            });
            System.out.println(lives.about() + ": delivers after "
                    + Duration.ofNanos(System.nanoTime() - startNanos).toMillis() + " ms");
            lives.awaitDrained(List.of(victim));
            lives.close(victim);
            lives.judge();
        }
    }

    /** The class path where everybody can read it, unlike the home of who runs this. */
    private String readableClassPath() throws IOException {
        List<String> copies = new ArrayList<>();
        Path target = Files.createDirectory(folder.resolve("classpath"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path source = Path.of(entry);
            if (Files.exists(source)) {
                Path copy = target.resolve(copies.size() + "-" + source.getFileName());
                copy(source, copy);
                copies.add(copy.toString());
            }
        }
        return String.join(File.pathSeparator, copies);
    }

    private static void copy(Path source, Path target) throws IOException {
        try (Stream<Path> all = Files.walk(source)) {
            for (Path each : all.toList()) {
                Files.copy(each, target.resolve(source.relativize(each).toString()));
            }
        }
    }

    /** That the user without anything can write there too. */
    private static void openTo(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    private static void pass(int millis) {
        await().pollDelay(Duration.ofMillis(millis))
                .atMost(Duration.ofMinutes(2))
                .until(() -> true);
    }
}
