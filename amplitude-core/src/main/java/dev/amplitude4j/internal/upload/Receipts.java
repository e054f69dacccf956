// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.Ledger;
import dev.amplitude4j.internal.batch.Batch;
import dev.amplitude4j.internal.retry.Fate;
import dev.amplitude4j.internal.retry.Trouble;
import dev.amplitude4j.internal.retry.Verdict;
import dev.amplitude4j.result.Counter;
import dev.amplitude4j.result.UploadReport;

/** Counts requests and their ends, and tells of each once. Owned by the dispatch thread. */
final class Receipts {

    private final Moves moves;
    private final Ledger ledger;
    private final UploadListener listener;

    Receipts(Moves moves, Ledger ledger, UploadListener listener) {
        this.moves = moves;
        this.ledger = ledger;
        this.listener = listener;
    }

    /** Counts a shipment that is about to leave. */
    void leaves(Shipment shipment, boolean ofInquiry) {
        ledger.count(Counter.RETRIES, shipment.eventsTriedBefore());
        ledger.count(Counter.BISECT_REQUESTS, ofInquiry ? 1 : 0);
        shipment.batches().forEach(Batch::countAttempt);
        ledger.count(Counter.ATTEMPTS, shipment.eventCount());
    }

    /** Plans what is counted and told of an answer. */
    void planAnswer(Shipment shipment, int status, Verdict verdict, int dropped) {
        String problem = verdict.trouble() == Trouble.TOO_LARGE
                ? verdict.problem() + ", at " + shipment.plainBytes() + " bytes"
                : verdict.problem();
        int delivered = verdict.count(Fate.DELIVERED);
        moves.plan(() -> ledger.count(Counter.INGESTED_SHORTFALL, verdict.shortfall()));
        planEnd(
                new UploadReport(status, shipment.eventCount(), delivered, dropped, problem),
                verdict.trouble(),
                verdict.isAmbiguous());
    }

    /** Plans what is counted and told of an attempt that is given up because the client ends. */
    void planGivenUp(Shipment shipment, int dropped) {
        UploadReport report = new UploadReport(0, shipment.eventCount(), 0, dropped, "given up at the end");
        planEnd(report, Trouble.UNAVAILABLE, true);
    }

    private void planEnd(UploadReport report, Trouble trouble, boolean ambiguous) {
        moves.plan(() -> ledger.answer(report.status()));
        moves.plan(() -> ledger.count(Counter.AMBIGUOUS_ATTEMPTS, ambiguous ? report.events() : 0));
        moves.plan(() -> listener.uploaded(report, trouble));
    }
}
