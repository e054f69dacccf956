// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.emulator.fault.Fault;
import dev.amplitude4j.emulator.store.StoredEvent;
import dev.amplitude4j.event.Event;
import dev.amplitude4j.faults.Machine;
import dev.amplitude4j.options.StatusListener;
import dev.amplitude4j.result.Counter;
import dev.amplitude4j.result.FlushResult;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.result.Stats;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that keep their events on the disk of this machine, against the emulator. */
class SpooledClientIT {

    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Fault DOWN = Fault.answer(503).build();

    private final Emulator emulator = Emulator.start();
    private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
    private final Queue<String> infos = new ConcurrentLinkedQueue<>();
    private String spool = "spool";

    @TempDir
    private Path temporary;

    @AfterEach
    void close() {
        emulator.close();
        assertThat(warnings).noneMatch(line -> line.contains(KEY));
    }

    private AmplitudeClient.Builder builder() {
        return AmplitudeClient.builder(KEY)
                .serverUrl(emulator.url())
                .uploadInterval(Duration.ofMillis(50))
                .spoolDirectory(root())
                .spoolMinFreeBytes(0)
                .statusListener(new StatusListener() {
                    @Override
                    public void info(String message) {
                        infos.add(message);
                    }

                    @Override
                    public void warn(String message) {
                        warnings.add(message);
                    }
                });
    }

    private Path root() {
        return temporary.resolve(spool);
    }

    private static void log(AmplitudeClient client, int from, int to) {
        for (int i = from; i < to; i++) {
            Event event = Event.builder("Tick")
                    .userId("user-" + i % 500)
                    .insertId("i" + i)
                    .property("n", i)
                    .build();
            assertThat(client.logEvent(event)).isEqualTo(LogResult.ACCEPTED);
        }
    }

    @Test
    void events_areDelivered_andTheDirectoryIsEmptyAfterwards() {
        AmplitudeClient client = builder().build();
        log(client, 0, 2_000);
        assertThat(client.flush(PATIENCE).isComplete()).isTrue();
        client.close();
        Law.assertAllArrived(client.stats(), emulator);
        awaitEmptyRoot();
        assertThat(warnings).isEmpty();
    }

    @Test
    void files_areReadableByTheOwnerAlone_asJsonBehindTheChecksum() throws IOException {
        emulator.faults(DOWN);
        try (AmplitudeClient client = builder().shutdownTimeout(Duration.ZERO).build()) {
            log(client, 0, 20);
            assertThat(client.flushToDisk(PATIENCE).isSafe()).isTrue();
            for (Path path : tree()) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                assertThat(mode).as("%s", path).isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
                if (path.toString().endsWith(".open")) {
                    List<String> lines = Files.readAllLines(path);
                    assertThat(lines).hasSize(21);
                    for (String line : lines) {
                        new ObjectMapper().readTree(line.substring(9));
                        assertThat(line).doesNotContain(KEY);
                    }
                }
            }
        }
    }

    /** The commands of docs/spool.md. */
    @Test
    void spool_isReadByCutAndJq_asTheDocumentationSays() throws IOException {
        Machine.needsProgram("cut");
        Machine.needsProgram("jq");
        List<String> commands = commandsOf(Path.of("../docs/spool.md"));
        assertThat(commands).hasSize(3);
        Fault oneRefused = Fault.answer(500).times(1).build();
        emulator.faults(oneRefused, DOWN);
        try (AmplitudeClient client = builder().shutdownTimeout(Duration.ZERO).build()) {
            log(client, 0, 20);
            await().atMost(PATIENCE).until(() -> client.stats().traffic().ambiguousAttempts() == 20);
            assertThat(client.flushToDisk(PATIENCE).isSafe()).isTrue();
            await().atMost(PATIENCE)
                    .until(() ->
                            tree().stream().anyMatch(path -> path.toString().endsWith(".ack")));
            assertThat(read(commands.get(0)).lines())
                    .hasSize(20)
                    .allMatch(line -> line.contains("\"user_id\":\"user-"));
            assertThat(read(commands.get(1)).strip()).isEqualTo("20 Tick");
            assertThat(read(commands.get(2)).lines()).isNotEmpty().allMatch(line -> line.startsWith("{\"sent\":["));
        }
    }

    /** The lines of the first block that begins with one of them. */
    private static List<String> commandsOf(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("cut "))
                .toList();
    }

    private String read(String command) {
        Path directory = tree().stream()
                .filter(path -> path.endsWith("lock"))
                .findFirst()
                .orElseThrow()
                .getParent();
        return Machine.run("bash", "-c", "set -e; cd '" + directory + "'; shopt -s nullglob; " + command);
    }

    @Test
    void deadServer_delaysTheEndByTheBudget_andAQuarterOfASecond() {
        Duration budget = Duration.ofSeconds(2);
        Duration most = budget.plusMillis(250);
        emulator.faults(DOWN);
        assertThat(BestRound.of(most, round -> end(round, budget))).isLessThanOrEqualTo(most);
    }

    private Duration end(int round, Duration budget) {
        AmplitudeClient client = builder().build();
        log(client, 5_000 * round, 5_000 * (round + 1));
        return BestRound.time(() -> client.shutdown(budget));
    }

    @Test
    void deadServer_leavesEverythingOnDisk_andTheNextClientDeliversIt() {
        emulator.faults(DOWN);
        AmplitudeClient first = builder().build();
        log(first, 0, 5_000);
        FlushResult left = first.shutdown(Duration.ofSeconds(2));
        assertThat(left.isSafe()).as("%s", left).isTrue();
        Stats stats = first.stats();
        assertThat(stats.isBalanced()).as("%s", stats).isTrue();
        assertThat(stats.pending()).isEqualTo(5_000);
        assertThat(infos).last().asString().contains("accepted=5000 ").contains("pending=5000");

        emulator.faults(List.of());
        AmplitudeClient second = builder().build();
        log(second, 5_000, 5_100);
        await().atMost(PATIENCE).until(() -> second.stats().delivered() == 5_100);
        second.close();
        assertThat(second.stats().recovered()).isEqualTo(5_000);
        assertThat(second.stats().isBalanced()).isTrue();
        assertThat(emulator.received().stream().map(StoredEvent::insertId))
                .hasSize(5_100)
                .doesNotHaveDuplicates();
        awaitEmptyRoot();
    }

    @Test
    void flush_tellsWhatIsDeliveredAndWhatIsOnDisk() {
        try (AmplitudeClient client = builder().shutdownTimeout(Duration.ZERO).build()) {
            log(client, 0, 100);
            assertThat(client.flush(PATIENCE).delivered()).isEqualTo(100);
            emulator.faults(DOWN);
            log(client, 100, 400);
            await().untilAsserted(() -> {
                FlushResult result = client.flush(Duration.ofMillis(700));
                assertThat(result.isComplete()).isFalse();
                assertThat(result.isSafe()).as("%s", result).isTrue();
                assertThat(result.stored()).isEqualTo(300).isEqualTo(result.pending());
            });
        }
    }

    @Test
    void clientsOfOneDirectory_shareNoEvent() {
        emulator.faults(DOWN);
        AmplitudeClient one = builder().build();
        AmplitudeClient two = builder().build();
        log(one, 0, 500);
        log(two, 500, 1_000);
        assertThat(one.flushToDisk(PATIENCE).isSafe()).isTrue();
        assertThat(two.flushToDisk(PATIENCE).isSafe()).isTrue();
        assertThat(tree().stream().filter(path -> path.endsWith("lock"))).hasSize(2);
        emulator.faults(List.of());
        await().atMost(PATIENCE).until(() -> emulator.counts().events() == 1_000);
        one.close();
        two.close();
        assertThat(one.stats().recovered() + two.stats().recovered()).isZero();
        assertThat(emulator.received().stream().map(StoredEvent::insertId))
                .hasSize(1_000)
                .doesNotHaveDuplicates();
        awaitEmptyRoot();
    }

    @Test
    void unsafeDirectory_meansMemoryOnly_withOneWarning() throws IOException {
        Files.createDirectory(root());
        Files.setPosixFilePermissions(root(), PosixFilePermissions.fromString("rwxrwxrwx"));
        deliversFromMemory();
        assertThat(warnings).singleElement().asString().contains("can be written by others");
        awaitEmptyRoot();
    }

    @Test
    void linkedDirectory_meansMemoryOnly_withOneWarning() throws IOException {
        Path real = Files.createDirectory(temporary.resolve("real"));
        Files.createSymbolicLink(root(), real);
        deliversFromMemory();
        assertThat(warnings).singleElement().asString().contains("is a link");
        assertThat(real).isEmptyDirectory();
    }

    private void deliversFromMemory() {
        AmplitudeClient client = builder().build();
        log(client, 0, 200);
        assertThat(client.flush(PATIENCE).isComplete()).isTrue();
        client.close();
        Law.assertAllArrived(client.stats(), emulator);
    }

    @Test
    void directoryRemovedUnderUs_isMadeAnew_andNothingInMemoryIsLost() throws IOException {
        emulator.faults(DOWN);
        AmplitudeClient client = builder().build();
        log(client, 0, 300);
        assertThat(client.flushToDisk(PATIENCE).isSafe()).isTrue();
        List<Path> files = tree();
        for (int i = files.size() - 1; i >= 0; i--) {
            Files.deleteIfExists(files.get(i));
        }
        Files.createDirectory(
                root(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        log(client, 300, 400);
        await().atMost(PATIENCE).until(() -> tree().stream().anyMatch(path -> lines(path) == 401));
        FlushResult left = client.shutdown(Duration.ofSeconds(2));
        assertThat(left.isSafe()).as("%s", left).isTrue();
        assertThat(warnings)
                .filteredOn(line -> line.contains("removed by somebody else"))
                .hasSize(1);

        emulator.faults(List.of());
        AmplitudeClient next = builder().build();
        await().atMost(PATIENCE).until(() -> next.stats().delivered() == 400);
        next.close();
        assertThat(emulator.counts().events()).isEqualTo(400);
    }

    @Test
    void hostileDirectory_delaysNobody_andFreshEventsArrive() throws Exception {
        Duration latest = Duration.ofSeconds(5);
        assertThat(BestRound.of(latest, this::freshEventsBesideAHostileDirectory))
                .isLessThanOrEqualTo(latest);
    }

    /** Returns how long they took to arrive, or five times as long as the start took, if that is longer. */
    private Duration freshEventsBesideAHostileDirectory(int round) throws Exception {
        spool = "spool" + round;
        emulator.faults(DOWN);
        AmplitudeClient first = builder().build();
        log(first, 0, 100);
        first.shutdown(Duration.ofSeconds(1));
        emulator.faults(List.of());
        Path adopted = tree().stream()
                .filter(path -> path.endsWith("lock"))
                .findFirst()
                .orElseThrow()
                .getParent();
        fill(adopted);
        AmplitudeClient[] started = new AmplitudeClient[1];
        Duration start = BestRound.time(() -> started[0] = builder().build());
        AmplitudeClient second = started[0];
        log(second, 100, 110);
        Duration arrival = BestRound.time(
                () -> assertThat(second.flush(PATIENCE).delivered()).isGreaterThanOrEqualTo(10));
        await().atMost(PATIENCE).until(() -> second.stats().delivered() == 110);
        second.close();
        assertThat(second.stats().isBalanced()).isTrue();
        assertThat(adopted.resolve("0000000099.seg")).as("of another version").exists();
        assertThat(warnings).anyMatch(line -> line.contains("another version"));
        try (Stream<Path> bad = Files.list(root().resolve("bad"))) {
            assertThat(bad.count()).isBetween(1L, 10L);
        }
        Duration fiveStarts = start.multipliedBy(5);
        return arrival.compareTo(fiveStarts) > 0 ? arrival : fiveStarts;
    }

    private static void fill(Path directory) throws Exception {
        for (int i = 0; i < 10_000; i++) {
            Files.createFile(directory.resolve(String.format("%010d.seg", 1_000_000 + i)));
        }
        try (RandomAccessFile sparse =
                new RandomAccessFile(directory.resolve("0000000050.seg").toFile(), "rw")) {
            sparse.setLength(2L << 30);
        }
        assertThat(new ProcessBuilder(
                                "mkfifo", directory.resolve("0000000051.seg").toString())
                        .start()
                        .waitFor())
                .isZero();
        Files.createSymbolicLink(directory.resolve("0000000052.seg"), Path.of("/dev/zero"));
        Files.createDirectory(directory.resolve("0000000053.seg"));
        byte[] other = Files.readAllBytes(Stream.of("0000000001.seg", "0000000001.open")
                .map(directory::resolve)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow());
        String header = new String(other, java.nio.charset.StandardCharsets.US_ASCII).split("\n", -1)[0];
        Files.writeString(
                directory.resolve("0000000099.seg"), version(header.substring(9).replace(":1,", ":2,")));
    }

    private static String version(String json) {
        java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        crc.update(json.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return String.format("%08x %s%n", crc.getValue(), json);
    }

    @Test
    void interruptedCallers_disturbNothing() {
        AmplitudeClient client = builder().build();
        for (int i = 0; i < 200; i++) {
            Thread.currentThread().interrupt();
            log(client, i, i + 1);
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(client.flush(PATIENCE).isComplete()).isTrue();
        client.close();
        Law.assertAllArrived(client.stats(), emulator);
        assertThat(warnings).isEmpty();
    }

    @Test
    void overload_atATinySpool_keepsTheBoundAndTheLaw() {
        emulator.faults(DOWN);
        AmplitudeClient client =
                builder().maxCachedBytes(1 << 20).spoolMaxBytes(2 << 20).build();
        String padding = "x".repeat(300);
        int accepted = 0;
        int refused = 0;
        for (int i = 0; refused < 2_000; i++) {
            Event event = Event.builder("Tick")
                    .userId("user-" + i % 500)
                    .property("p", padding)
                    .build();
            if (client.logEvent(event) == LogResult.ACCEPTED) {
                accepted++;
            } else {
                refused++;
            }
        }
        assertThat(client.stats().traffic().get(Counter.BYTES_IN_MEMORY)).isLessThanOrEqualTo(1 << 20);
        assertThat(client.stats().traffic().get(Counter.BYTES_ON_DISK)).isLessThanOrEqualTo((2 << 20) + (64 << 10));
        emulator.faults(List.of());
        int total = accepted;
        await().atMost(Duration.ofSeconds(60)).until(() -> client.stats().delivered() == total);
        client.close();
        Law.assertAllArrived(client.stats(), emulator);
    }

    /** The end of a client keeps its deadline; on a busy machine the spool's thread gives its directory back a little later. */
    private void awaitEmptyRoot() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(root()).isEmptyDirectory());
    }

    private List<Path> tree() {
        try (Stream<Path> paths = Files.walk(root())) {
            return paths.toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            return List.of();
        }
    }

    private static int lines(Path path) {
        try {
            return path.toString().endsWith(".open") ? Files.readAllLines(path).size() : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
