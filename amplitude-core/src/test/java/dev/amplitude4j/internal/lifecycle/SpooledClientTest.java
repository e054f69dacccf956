// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import static dev.amplitude4j.internal.lifecycle.ScriptedServer.CONFIRMED;
import static dev.amplitude4j.internal.lifecycle.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.internal.spool.DiskFs;
import dev.amplitude4j.result.Counter;
import dev.amplitude4j.result.DropReason;
import dev.amplitude4j.result.FlushResult;
import dev.amplitude4j.result.LogResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients with a spool on the real disk, in virtual time. */
class SpooledClientTest {

    @TempDir
    private Path temporary;

    private Spooling spooling;
    private final ScriptedServer server = new ScriptedServer(ids -> answer(200, CONFIRMED));

    @BeforeEach
    void chooseDirectory() {
        spooling = new Spooling(new DiskFs(), temporary.resolve("spool"));
    }

    private VirtualClient client() {
        return new VirtualClient(server, 1, spooling);
    }

    private static void offer(VirtualClient client, int from, int to) {
        for (int i = from; i < to; i++) {
            assertThat(client.offer("user" + i % 40, i)).isEqualTo(LogResult.ACCEPTED);
        }
    }

    @Test
    void healthyServer_getsEverythingOnce_andNothingStaysOnDisk() throws Exception {
        VirtualClient client = client();
        offer(client, 0, 5_000);
        client.pass(Duration.ofSeconds(5));
        client.assertLaw(server);
        assertThat(client.pending()).isZero();
        client.stop();
        assertThat(new HashSet<>(server.taken)).hasSize(5_000);
        assertThat(server.taken).hasSize(5_000);
        assertThat(spooling.root).isEmptyDirectory();
        assertThat(spooling.problems).isEmpty();
    }

    @Test
    void stop_leavesTheRestOnDisk_andTheNextLifeDeliversIt() {
        server.become(ids -> null);
        VirtualClient first = client();
        offer(first, 0, 3_000);
        first.pass(Duration.ofSeconds(3));
        first.stop();
        first.assertLaw(server);
        assertThat(first.pending()).isEqualTo(3_000);
        assertThat(first.dropped()).isZero();
        assertThat(first.budget.usedBytes()).isZero();

        server.become(ids -> answer(200, CONFIRMED));
        VirtualClient second = client();
        offer(second, 3_000, 3_100);
        second.pass(Duration.ofSeconds(5));
        assertThat(second.ledger.recovered()).isEqualTo(3_000);
        assertThat(second.ledger.delivered()).isEqualTo(3_100);
        assertThat(second.pending()).isZero();
        assertThat(new HashSet<>(server.taken)).hasSize(3_100);
        second.stop();
        assertThat(spooling.root).isEmptyDirectory();
    }

    @Test
    void partlyConfirmedSegments_bringOnlyTheRestBack() {
        server.become(ids -> server.requestSizes.size() == 1 ? answer(200, CONFIRMED) : null);
        VirtualClient first = client();
        offer(first, 0, 3_000);
        first.pass(Duration.ofSeconds(3));
        long delivered = first.ledger.delivered();
        assertThat(delivered).isBetween(1L, 1_000L);
        first.stop();
        server.become(ids -> answer(200, CONFIRMED));
        VirtualClient second = client();
        second.pass(Duration.ofSeconds(5));
        assertThat(second.ledger.recovered()).isEqualTo(3_000 - delivered);
        assertThat(server.taken).hasSize(3_000);
        assertThat(new HashSet<>(server.taken)).hasSize(3_000);
        second.stop();
    }

    @Test
    void outage_fillsTheDiskFirst_thenRefuses_andAllThatWasAcceptedArrivesInOrder() {
        spooling.memory(1 << 20).maxBytes(4 << 20);
        server.become(ids -> null);
        VirtualClient client = client();
        int number = 0;
        while (client.offer("user_id", "user" + number % 40, number, 400) == LogResult.ACCEPTED) {
            number++;
            if (number % 50 == 0) {
                client.pass(Duration.ofMillis(50));
            }
        }
        client.assertLaw(server);
        assertThat(client.uploader.pending()).isGreaterThan(7_000);
        assertThat(onDisk()).isBetween(3L << 20, (4L << 20) + (64 << 10));
        server.become(ids -> answer(200, CONFIRMED));
        client.pass(Duration.ofMinutes(3));
        client.assertLaw(server);
        assertThat(client.ledger.delivered()).isEqualTo(number);
        assertThat(new HashSet<>(server.taken)).hasSize(number);
        assertInOrder();
        client.stop();
        assertThat(spooling.root).isEmptyDirectory();
    }

    @Test
    void outageOfAnHour_at1000EventsPerSecond_keepsTheBounds_andDeliversWhatWasAccepted() {
        server.become(ids -> null);
        VirtualClient client = client();
        long offered = 0;
        long refused = 0;
        long mostOnDisk = 0;
        for (int second = 0; second < 3_600; second++) {
            for (int tick = 0; tick < 20; tick++) {
                for (int i = 0; i < 50; i++, offered++) {
                    int number = (int) offered;
                    LogResult result = client.offer("user_id", "user" + number % 1_000, number, 430);
                    refused += result == LogResult.QUEUE_FULL ? 1 : 0;
                }
                client.pass(Duration.ofMillis(50));
            }
            mostOnDisk = second % 60 == 0 ? Math.max(mostOnDisk, onDisk()) : mostOnDisk;
        }
        int attemptsInOutage = server.requestSizes.size();
        System.out.println("accepted " + client.accepted() + ", refused " + refused + ", most on disk " + mostOnDisk
                + " bytes, requests " + attemptsInOutage);
        assertThat(offered).isEqualTo(3_600_000);
        assertThat(client.accepted() + refused).isEqualTo(offered);
        assertThat(refused).isPositive();
        assertThat(mostOnDisk).isBetween(240L << 20, (256L << 20) + (64 << 10));
        assertThat(attemptsInOutage).isBetween(90, 200);
        server.become(ids -> answer(200, CONFIRMED));
        client.pass(Duration.ofMinutes(10));
        assertThat(client.pending()).isZero();
        assertThat(client.ledger.delivered()).isEqualTo(client.accepted());
        assertThat(client.ledger.dropped()).isEmpty();
        assertThat(new HashSet<>(server.taken)).hasSize((int) client.accepted());
        client.stop();
        assertThat(spooling.root).isEmptyDirectory();
    }

    private void assertInOrder() {
        Map<String, Integer> last = new java.util.HashMap<>();
        for (String id : server.taken) {
            int number = Integer.parseInt(id.substring(id.indexOf('#') + 1));
            Integer before = last.put(id.substring(0, id.indexOf('#')), number);
            assertThat(before == null || before < number).as(id).isTrue();
        }
    }

    @Test
    void flush_waitsForEventsThatAreOnDiskAlone() {
        spooling.memory(1 << 20);
        server.become(ids -> null);
        VirtualClient client = client();
        for (int i = 0; i < 4_000; i++) {
            client.offer("user_id", "user" + i % 40, i, 400);
            if (i % 50 == 0) {
                client.pass(Duration.ofMillis(50));
            }
        }
        var watch = client.flush();
        client.pass(Duration.ofMillis(100));
        FlushResult before = client.ledger.progress(watch).orElseThrow();
        assertThat(before.pending()).isEqualTo(client.accepted());
        server.become(ids -> answer(200, CONFIRMED));
        client.pass(Duration.ofMinutes(3));
        assertThat(watch).isCompletedWithValueMatching(FlushResult::isComplete);
        assertThat(watch.join().delivered()).isEqualTo(client.accepted());
    }

    @Test
    void doubtfulEvents_afterSevenDays_areSentAndCounted_orDropped() {
        for (boolean drops : new boolean[] {false, true}) {
            for (int days : new int[] {6, 7, 8}) {
                doubtful(days, drops);
            }
        }
    }

    private void doubtful(int days, boolean drops) {
        spooling = new Spooling(new DiskFs(), temporary.resolve("spool" + days + drops));
        server.become(ids -> server.requestSizes.size() % 2 == 1 ? answer(500, "") : null);
        server.requestSizes.clear();
        VirtualClient first = client();
        offer(first, 0, 300);
        first.pass(Duration.ofSeconds(2));
        first.stop();
        long doubtful = first.traffic().get(Counter.AMBIGUOUS_ATTEMPTS);
        assertThat(doubtful).isEqualTo(300);

        server.become(ids -> answer(200, CONFIRMED));
        spooling.later(Duration.ofDays(days));
        if (drops) {
            spooling.dropping();
        }
        VirtualClient second = client();
        offer(second, 300, 310);
        second.pass(Duration.ofSeconds(5));
        long expected = days == 6 ? 0 : 300;
        assertThat(second.ledger.recovered()).isEqualTo(300);
        if (drops) {
            assertThat(second.ledger.delivered()).isEqualTo(310 - expected);
            assertThat(second.ledger.dropped())
                    .isEqualTo(expected == 0 ? Map.of() : Map.of(DropReason.EXPIRED, expected));
        } else {
            assertThat(second.ledger.delivered()).isEqualTo(310);
            assertThat(second.traffic().get(Counter.RESENT_AFTER_7D)).isEqualTo(expected);
        }
        second.stop();
        assertThat(second.pending()).isZero();
    }

    private long onDisk() {
        try (var files = java.nio.file.Files.walk(spooling.root)) {
            return files.filter(java.nio.file.Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
