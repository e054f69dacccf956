// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.transport.Transport;
import dev.amplitude4j.transport.UploadRequest;
import dev.amplitude4j.transport.UploadResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.BitSet;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Row S11: more throttled users than anybody should remember, each in a full queue. Virtual time. */
class ThrottlingStormTest {

    private static final int USERS = 100_000;

    /** The queue, two requests of the largest size, and 1 MiB. */
    private static final long HEAP_BOUND = (16 << 20) + 2 * 900_000 + (1 << 20);

    private final Storm storm = new Storm();
    private final VirtualClient client = new VirtualClient(storm, System.nanoTime());

    @Test
    void hundredThousandThrottledUsers_stayWithinTheHeapsBound_andLoseNothing() {
        long before = usedHeap();
        for (int user = 0; user < USERS; user++) {
            assertThat(client.offer("user" + user, 0)).isEqualTo(LogResult.ACCEPTED);
        }
        client.pass(Duration.ofSeconds(20));
        long held = usedHeap() - before;
        System.out.println("S11: " + held + " bytes held, " + storm.told.cardinality() + " users named in "
                + client.reports.size() + " answers, " + client.traffic().pausedNow() + " events paused");
        assertThat(held).isLessThanOrEqualTo(HEAP_BOUND);
        // Some users look like others in the table of those beyond the lanes, and wait with them before they are named.
        assertThat(storm.told.cardinality()).isGreaterThan(9 * USERS / 10);
        assertThat(client.traffic().pausedNow()).isEqualTo(USERS);
        storm.ended = true;
        client.pass(Duration.ofHours(2));
        assertThat(client.pending()).isZero();
        assertThat(client.dropped()).isZero();
        assertThat(storm.taken.cardinality()).isEqualTo(USERS);
        client.assertLaw(storm.receipts);
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Refuses each user's first event by name; keeps nothing but numbers. */
    private static final class Storm implements Transport {
        private static final ObjectMapper JSON = new ObjectMapper();
        final BitSet told = new BitSet();
        final BitSet taken = new BitSet();
        long receipts;
        boolean ended;

        @Override
        public CompletableFuture<UploadResponse> send(UploadRequest request) {
            BitSet users = users(request);
            receipts += users.cardinality();
            BitSet fresh = (BitSet) users.clone();
            fresh.andNot(told);
            if (fresh.isEmpty() || ended) {
                taken.or(users);
                return CompletableFuture.completedFuture(ScriptedServer.confirmed());
            }
            told.or(fresh);
            StringJoiner names = new StringJoiner(",", "{\"code\":429,\"throttled_users\":{", "}}");
            fresh.stream().forEach(user -> names.add("\"user" + user + "\":41"));
            return CompletableFuture.completedFuture(ScriptedServer.answer(429, names.toString()));
        }

        @Override
        public void close() {}

        private static BitSet users(UploadRequest request) {
            try {
                ByteArrayOutputStream body = new ByteArrayOutputStream();
                request.writeTo(body);
                BitSet users = new BitSet();
                for (JsonNode event : JSON.readTree(body.toByteArray()).get("events")) {
                    users.set(Integer.parseInt(event.get("user_id").asText().substring(4)));
                }
                return users;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
