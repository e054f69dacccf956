// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.batch.Batch;
import dev.amplitude4j.internal.spool.LoadedLines;
import dev.amplitude4j.internal.spool.Recovered;
import dev.amplitude4j.result.DropReason;
import java.util.List;

/** What delivery asks of the disk. Called on the dispatch thread, and none of it touches a file. */
public interface Disk {

    /** No disk: events live in memory only. */
    Disk NONE = new Disk() {
        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public boolean isKeepingUp() {
            return false;
        }

        @Override
        public void freed(List<Batch> freed, List<Batch> copies) {}

        @Override
        public void store(Batch batch) {}

        @Override
        public void spill(Batch batch) {}

        @Override
        public void doubt(Batch batch) {}

        @Override
        public void rewriteDistrusted(List<Batch> batches) {}

        @Override
        public void request() {}

        @Override
        public void request(long[] places) {}

        @Override
        public void awaitWriting() {}

        @Override
        public boolean takeDistrust() {
            return false;
        }

        @Override
        public DropReason lossReason() {
            return DropReason.SHUTDOWN_NO_SPOOL;
        }

        @Override
        public void admit(Recovered recovered) {}

        @Override
        public void done(long place) {}

        @Override
        public void take(LoadedLines loaded) {}

        @Override
        public long stored() {
            return 0;
        }

        @Override
        public long storedOwn() {
            return 0;
        }

        @Override
        public long spilled() {
            return 0;
        }
    };

    /** Whether there is one. */
    boolean isOn();

    /** Whether it writes without delay, so that it is worth waiting until an event is written. */
    boolean isKeepingUp();

    /** Batches were freed: their events are settled, but for those that are in the copies. */
    void freed(List<Batch> freed, List<Batch> copies);

    /** A batch's events leave memory for later; all of them are on disk. */
    void store(Batch batch);

    /** A batch's events leave memory until they are asked for by their places; all of them are on disk. */
    void spill(Batch batch);

    /** A batch's events may have arrived. */
    void doubt(Batch batch);

    /** Has events written anew whose file is gone or could not be made durable. */
    void rewriteDistrusted(List<Batch> batches);

    /** Asks for stored events, whose turn it is; they come as {@link LoadedLines}. */
    void request();

    /** Asks for spilled events, which are together. Only one request is open at a time. */
    void request(long[] places);

    /** Asks to be woken after the next writing. */
    void awaitWriting();

    /** Whether a file turned out unreliable since the last question. */
    boolean takeDistrust();

    /** Why an event that is not on disk cannot be kept at the end. */
    DropReason lossReason();

    /** Counts the events of an earlier life as on disk alone. */
    void admit(Recovered recovered);

    /** The event at a place is needed no longer. */
    void done(long place);

    /** Counts events that were read back as in memory. */
    void take(LoadedLines loaded);

    /** Events that are on disk alone. */
    long stored();

    /** Of the stored ones, those accepted by this client itself. */
    long storedOwn();

    /** Of those that are on disk alone, the spilled ones. */
    long spilled();
}
