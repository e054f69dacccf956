// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import static dev.amplitude4j.Amplitude.kv;
import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.event.EventLog;
import dev.amplitude4j.event.EventWriter;
import dev.amplitude4j.result.LogResult;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordMapperHostileTest {

    private final MapperFixture fixture = MapperFixture.withDefaults();

    @Test
    void mapThatThrows_givesWhatWasRead() {
        Map<Object, Object> hostile = entries(index -> {
            if (index == 2) {
                throw new StackOverflowError();
            }
            return Map.entry("k" + index, index);
        });
        assertThat(fixture.map(new FakeRecord("t", hostile, kv("a", 1))).properties)
                .containsOnlyKeys("a", "k0", "k1");
    }

    @Test
    void endlessMap_isCut() {
        Map<Object, Object> endless = entries(index -> Map.entry("k" + index, index));
        assertThat(fixture.map(new FakeRecord("t", endless)).properties).hasSize(GuardedPairs.MAX_PAIRS);
    }

    @Test
    void entriesOfNullsAndThrowers_areSurvived() {
        Map.Entry<Object, Object> thrower = new Map.Entry<>() {
            @Override
            public Object getKey() {
                throw new IllegalStateException();
            }

            @Override
            public Object getValue() {
                return 1;
            }

            @Override
            public Object setValue(Object value) {
                return value;
            }
        };
        Object key = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException();
            }
        };
        FakeRecord record = new FakeRecord("t", thrower, new AbstractMap.SimpleEntry<>(key, 1), kv("a", 1))
                .keyValue(null, 2)
                .context(null, "x");
        assertThat(fixture.map(record).properties).containsOnlyKeys("<error: IllegalStateException>", "a", "null");
    }

    @Test
    void longNames_areCut() {
        assertThat(fixture.map(new FakeRecord("t", kv("x".repeat(5_000), 1))).properties)
                .containsOnlyKeys("x".repeat(1_024));
    }

    @Test
    void recordWithoutAnything_isRefused() {
        FakeRecord record = FakeRecord.ofNobody(null, (Object[]) null);
        assertThat(fixture.log(record, null)).isEqualTo(LogResult.INVALID);
    }

    @Test
    void foreignMarkerName_makesAnOrdinaryEvent() {
        assertThat(fixture.map(new FakeRecord("t"), "AUDIT").top).containsEntry("event_type", "t");
    }

    @Test
    void recordLoggedWhileMappingAnother_hasItsOwnDraft() {
        FakeRecord inner = new FakeRecord("inner", kv("i", 1));
        AtomicInteger innerEvents = new AtomicInteger();
        EventLog nesting = new EventLog() {
            @Override
            public <A> LogResult logEvent(A source, EventWriter<? super A> writer) {
                if (innerEvents.getAndIncrement() == 0) {
                    assertThat(fixture.mapper.logTo(this, inner, "AMPLITUDE")).isEqualTo(LogResult.ACCEPTED);
                }
                return fixture.logEvent(source, writer);
            }
        };
        fixture.mapper.logTo(nesting, new FakeRecord("outer", kv("o", 1)), "AMPLITUDE");
        assertThat(fixture.last.top).containsEntry("event_type", "outer");
        assertThat(fixture.last.properties).containsOnlyKeys("o");
    }

    @Test
    void draft_isGivenBackEvenIfTheClientThrows() {
        EventLog broken = new EventLog() {
            @Override
            public <A> LogResult logEvent(A source, EventWriter<? super A> writer) {
                writer.write(source, new RecordedEvent());
                throw new IllegalStateException();
            }
        };
        try {
            fixture.mapper.logTo(broken, new FakeRecord("t", kv("a", 1), kv("device_id", "device-1")), "AMPLITUDE");
        } catch (IllegalStateException expected) {
            assertThat(fixture.map(new FakeRecord("next")).top).doesNotContainKey("device_id");
        }
        assertThat(fixture.last).isNotNull();
    }

    @Test
    void threads_neverMixTheirRecords() throws Exception {
        int threads = 40;
        AtomicInteger wrong = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        IntStream.range(0, threads)
                .forEach(thread -> pool.execute(() -> {
                    await(start);
                    for (int i = 0; i < 2_000; i++) {
                        wrong.addAndGet(isMappedRight("user-" + thread + "-" + i) ? 0 : 1);
                    }
                }));
        start.countDown();
        pool.shutdown();
        assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(wrong).hasValue(0);
    }

    @Test
    void fuse_isExactUnderContention() throws Exception {
        EventTypeFuse fuse = new EventTypeFuse(100);
        AtomicInteger admitted = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        IntStream.range(0, 8)
                .forEach(thread -> pool.execute(() -> {
                    await(start);
                    for (int i = 0; i < 1_000; i++) {
                        admitted.addAndGet(fuse.admits(thread + "/" + i) ? 1 : 0);
                    }
                }));
        start.countDown();
        pool.shutdown();
        assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(admitted).hasValue(100);
    }

    private boolean isMappedRight(String id) {
        RecordedEvent event = new RecordedEvent();
        EventLog client = new EventLog() {
            @Override
            public <A> LogResult logEvent(A source, EventWriter<? super A> writer) {
                writer.write(source, event);
                return LogResult.ACCEPTED;
            }
        };
        fixture.mapper.logTo(client, FakeRecord.ofNobody("t", kv("user_id", id), kv("id", id)), "AMPLITUDE");
        return id.equals(event.top.get("user_id")) && id.equals(event.properties.get("id"));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private interface EntrySource {
        Map.Entry<Object, Object> entry(int index);
    }

    /** A map that never ends and lies about its size. */
    private static Map<Object, Object> entries(EntrySource source) {
        return new AbstractMap<>() {
            @Override
            public Set<Entry<Object, Object>> entrySet() {
                return new AbstractSet<>() {
                    @Override
                    public Iterator<Entry<Object, Object>> iterator() {
                        return IntStream.iterate(0, i -> i + 1)
                                .mapToObj(source::entry)
                                .iterator();
                    }

                    @Override
                    public int size() {
                        return -1;
                    }
                };
            }
        };
    }
}
