// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.store;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps the latest requests and counts them all. Any thread. */
public final class RequestLog {

    private static final int MAX_REQUESTS = 100_000;
    private static final int MAX_INSERT_IDS = 1_000_000;

    private final ArrayDeque<ReceivedRequest> latest = new ArrayDeque<>();
    private final AtomicLong numbers = new AtomicLong();
    private int insertIds;
    private long requests;
    private long rejected;
    private long receipts;

    /** The number of a request that begins. */
    public long nextNumber() {
        return numbers.incrementAndGet();
    }

    /** Notes a request that was judged; the oldest are forgotten when there are too many. */
    public synchronized void add(ReceivedRequest request) {
        requests++;
        rejected += request.isRejected() ? 1 : 0;
        receipts += request.events();
        latest.addLast(request);
        insertIds += request.insertIds().size();
        while (latest.size() > MAX_REQUESTS || insertIds > MAX_INSERT_IDS) {
            insertIds -= latest.removeFirst().insertIds().size();
        }
    }

    /** The requests kept, in the order in which they were judged. */
    public synchronized List<ReceivedRequest> all() {
        return List.copyOf(latest);
    }

    /** The totals of this log joined with those of the store. */
    public synchronized Counts counts(long events, long duplicates) {
        return new Counts(requests, rejected, receipts, events, duplicates);
    }

    /** Forgets all; numbers start at 1 again. */
    public synchronized void reset() {
        latest.clear();
        numbers.set(0);
        insertIds = 0;
        requests = 0;
        rejected = 0;
        receipts = 0;
    }
}
