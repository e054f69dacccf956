// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import dev.amplitude4j.internal.retry.Trouble;
import dev.amplitude4j.internal.upload.Notice;
import dev.amplitude4j.result.DropReason;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.result.UploadReport;
import java.util.Locale;

/** Says of each loss and refusal why it happened and which option changes that. */
final class Advice {

    private Advice() {}

    /** One request that did not go well: how many events, what is wrong, what becomes of them, what to do. */
    static String onTrouble(UploadReport report, Trouble trouble) {
        return String.format(
                Locale.ROOT,
                "upload of %,d events: %s; %,d delivered, %,d dropped, %,d will be sent again; %s",
                report.events(),
                report.problem(),
                report.delivered(),
                report.dropped(),
                report.retained(),
                wayOut(trouble));
    }

    static String wayOut(Trouble trouble) {
        switch (trouble) {
            case CONFIG_ERROR:
                return "check apiKey, and serverZone, since a key is valid in one region only (config_error)";
            case UNEXPECTED_ANSWER:
                return "this is not Amplitude's answer: check serverUrl and proxies;"
                        + " acceptAny2xx trusts a proxy of yours (unexpected_answer)";
            case EVENTS_REFUSED:
                return "Amplitude named the events that it refuses; docs/answers.md tells what for";
            case REFUSED_WITHOUT_NAMES:
                return "the events to blame, if it is events, are searched for by sending parts";
            case FORBIDDEN:
                return "a firewall refuses the request, perhaps for a word in one event, which is searched for";
            case UNREADABLE:
                return "the request was compressed, and is sent again as it is; see compression";
            case TOO_LARGE:
                return "smaller requests follow; see maxBatchBytes and maxEventBytes";
            case THROTTLED:
                return "the users and devices that Amplitude throttles wait, the others go on; see useBatch";
            case PROJECT_THROTTLED:
                return "everything waits, since Amplitude throttles the whole project";
            case INGESTED_FEWER:
                return "they are not sent again, since Amplitude would ignore them; stats() counts the difference";
            default:
                return "events wait for the server, up to maxCachedBytes";
        }
    }

    static String onNotice(Notice notice) {
        switch (notice) {
            case COMPRESSION_OFF:
                return "something on the way breaks compressed requests: they are sent uncompressed from now on;"
                        + " compression=none does so from the start";
            case SWITCHED_TO_BATCH:
                return "throttled three times in ten minutes: requests go to the Batch endpoint from now on"
                        + " (useBatchWhenThrottled)";
            case THROTTLED_OFTEN:
                return "throttled three times in ten minutes, at 30 events a second for a user or device: useBatch allows"
                        + " 1,000, and useBatchWhenThrottled changes to it when needed";
            case MANY_PAUSED_EVENTS:
                return "events of throttled users and devices take a quarter of the memory; see useBatch, maxCachedBytes,"
                        + " and spoolDirectory, which lets them wait on disk";
            default:
                return "the server refuses every event without saying why: nothing is dropped, single events are tried from"
                        + " time to time; check serverUrl and proxies (systemic_400)";
        }
    }

    static String onDrop(DropReason reason) {
        switch (reason) {
            case REJECTED_400:
                return "Amplitude refused them for their content (rejected_400)";
            case SILENCED:
                return "Amplitude silenced their devices, now or within the last hour (silenced)";
            case TOO_LARGE_413:
                return "too large for the server even alone (too_large_413); see maxEventBytes";
            case ATTEMPTS_EXHAUSTED:
                return "sent as often as maxUploadAttempts allows (attempts_exhausted)";
            case SPOOL_FULL:
                return "no room in the spool when the client was shut down (spool_full); see spoolMaxBytes, spoolMinFreeBytes";
            case SPOOL_IO:
                return "the disk refused or lost them (spool_io)";
            case SPOOL_CORRUPT:
                return "damaged on disk (spool_corrupt)";
            case EXPIRED:
                return "they may have arrived more than 7 days ago, and onDedupeExpiry=DROP (expired)";
            case SHUTDOWN_NO_SPOOL:
                return "not delivered before shutdownTimeout ended (shutdown_no_spool)";
            default:
                return "a bug of amplitude4j (internal_error)";
        }
    }

    static String onReject(LogResult reason) {
        switch (reason) {
            case QUEUE_FULL:
                return "all room is used (queue_full); see maxCachedBytes, maxCachedEvents, maxBlock";
            case TOO_LARGE:
                return "larger than maxEventBytes (too_large)";
            case INVALID:
                return "no usable id or event type (invalid)";
            case CLOSED:
                return "logged after the client was closed (closed)";
            case INTERNAL_ERROR:
                return "code called while encoding failed (internal_error)";
            case REENTRANT:
                return "logged while another event was being encoded (reentrant)";
            default:
                return reason.name();
        }
    }
}
