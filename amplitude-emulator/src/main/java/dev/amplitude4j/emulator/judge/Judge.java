// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.judge;

import dev.amplitude4j.emulator.store.EventStore;
import dev.amplitude4j.emulator.store.StoredEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Decides what a request is told, and ingests it whole or not at all. Any server thread. */
public final class Judge {

    private final EventStore store;
    private final StandingChecks standing;
    private final List<Check> formTable;
    private final List<Check> standingTable;
    private final Object lock = new Object();

    /** A judge by these rules, which fills this store. */
    public Judge(Rules rules, EventStore store) {
        this.store = store;
        this.standing = new StandingChecks(rules, store);
        this.formTable = CheckTable.ofForm(new RequestChecks(rules), new EventChecks(rules));
        this.standingTable = CheckTable.ofStanding(standing);
    }

    /** Answers the request; when the status is 200, its events are in the store. */
    public Answer judge(Submission submission, long requestNumber) {
        try {
            Answer early = firstAnswer(formTable, submission);
            if (early != null) {
                return early;
            }
            List<StoredEvent> prepared = Ingestion.prepare(submission, requestNumber);
            synchronized (lock) {
                Answer refusal = firstAnswer(standingTable, submission);
                if (refusal != null) {
                    return refusal;
                }
                standing.accepted(submission);
                store.add(submission.envelope().apiKey(), prepared);
            }
            return Answers.ingested(prepared.size(), submission.wireBytes(), submission.receivedAtMillis());
        } catch (IOException e) {
            throw new UncheckedIOException("a body that was read before cannot be read again", e);
        }
    }

    /** The 429 that names a user, a device or both (each may be null) with all their events, whatever they sent. */
    public Answer throttle(Submission submission, String userId, String deviceId) {
        return standing.throttle(submission, userId, deviceId);
    }

    /** Forgets what was sent: rates and quotas start anew. */
    public void reset() {
        synchronized (lock) {
            standing.reset();
        }
    }

    private static Answer firstAnswer(List<Check> table, Submission submission) throws IOException {
        for (Check check : table) {
            Answer answer = check.rule().answer(submission);
            if (answer != null) {
                return answer;
            }
        }
        return null;
    }
}
