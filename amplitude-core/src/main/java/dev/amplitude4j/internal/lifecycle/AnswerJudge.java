// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import dev.amplitude4j.internal.Clock;
import dev.amplitude4j.internal.Ledger;
import dev.amplitude4j.internal.retry.ResponseReader;
import dev.amplitude4j.internal.retry.Verdict;
import dev.amplitude4j.internal.upload.RequestIds;
import dev.amplitude4j.internal.upload.Shipment;
import dev.amplitude4j.result.Counter;
import dev.amplitude4j.transport.UploadFailure;
import dev.amplitude4j.transport.UploadResponse;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Says what a transport's answer, or the lack of one, means for a shipment. Owned by the dispatch thread. */
final class AnswerJudge {

    private final Clock clock;
    private final Ledger ledger;
    private final Supplier<ResponseReader> newReader;
    private ResponseReader reader;

    /** A judge; {@code newReader} is asked at the first answer, since it loads the JSON library. */
    AnswerJudge(Clock clock, Ledger ledger, Supplier<ResponseReader> newReader) {
        this.clock = clock;
        this.ledger = ledger;
        this.newReader = newReader;
    }

    /** The verdict on an answer, or on a failure if that is not null. */
    Verdict judge(Shipment shipment, UploadResponse response, Throwable failure) {
        if (reader == null) {
            reader = newReader.get();
        }
        RequestIds ids = new RequestIds(shipment.batches());
        return failure == null
                ? judge(shipment, response, ids)
                : reader.readFailure(cause(failure), mayHaveArrived(failure), ids);
    }

    /** An answer that the reader fails on is as good as none. */
    private Verdict judge(Shipment shipment, UploadResponse response, RequestIds ids) {
        try {
            return reader.read(response, ids, shipment.isGzip(), clock.currentTimeMillis());
        } catch (RuntimeException | Error e) {
            ledger.count(Counter.WORKER_ERRORS, 1);
            return reader.readFailure(e, true, ids);
        }
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static boolean mayHaveArrived(Throwable failure) {
        Throwable cause = cause(failure);
        return !(cause instanceof UploadFailure) || ((UploadFailure) cause).bodyStarted();
    }
}
