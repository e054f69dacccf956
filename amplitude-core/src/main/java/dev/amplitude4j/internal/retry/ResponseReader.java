// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.retry;

import dev.amplitude4j.internal.Redactor;
import dev.amplitude4j.internal.retry.Verdict.Next;
import dev.amplitude4j.transport.UploadFailure;
import dev.amplitude4j.transport.UploadResponse;
import java.io.InterruptedIOException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/**
 * Judges answers: the only place that knows what one means. A pure function of the answer and the events of the request; the
 * dispatch thread asks. {@code docs/answers.md} is this class as a table. Sources: the tables of answers in Amplitude's HTTP
 * V2 and Batch API pages.
 */
public final class ResponseReader {

    private final Redactor redactor;
    private final boolean acceptAny2xx;

    /** A judge; {@code acceptAny2xx} trusts the status alone, for people's own proxies. */
    public ResponseReader(Redactor redactor, boolean acceptAny2xx) {
        this.redactor = redactor;
        this.acceptAny2xx = acceptAny2xx;
    }

    /**
     * Judges an answer.
     *
     * @param gzip whether the request was compressed
     * @param nowMillis the time of day, for a {@code Retry-After} that names one
     */
    public Verdict read(UploadResponse answer, EventIds events, boolean gzip, long nowMillis) {
        int status = answer.status();
        AnswerBody body = AnswerBody.parse(answer.body());
        String problem = describe(status, body);
        Verdict.Builder verdict;
        if (status == 400) {
            verdict = badRequest(body, events, gzip, problem);
        } else if (status == 429) {
            verdict = tooMany(body, events, problem);
        } else if (status >= 200 && status < 300) {
            verdict = success(status, body, events.count());
        } else {
            verdict = byStatus(status, events.count(), problem);
        }
        return verdict.notBefore(RetryAfter.nanos(answer.retryAfter(), nowMillis))
                .build();
    }

    /** Judges an attempt without an answer; ambiguous if some of the body may have arrived. */
    public Verdict readFailure(Throwable failure, boolean bodyStarted, EventIds events) {
        String words = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        String problem = "no answer: " + redactor.redact(words);
        boolean kept = failure instanceof UploadFailure && ((UploadFailure) failure).onKeptConnection();
        // A connection that was kept too long says nothing of the endpoint.
        return kept
                ? resend(events.count(), Next.AT_ONCE, null, problem)
                        .ambiguous(bodyStarted)
                        .build()
                : unavailable(events.count(), bodyStarted, problem)
                        .late(bodyStarted && isDeadline(failure.getCause()))
                        .build();
    }

    private static boolean isDeadline(Throwable cause) {
        return cause instanceof InterruptedIOException || cause instanceof TimeoutException;
    }

    private static Verdict.Builder byStatus(int status, int events, String problem) {
        switch (status) {
            case 401:
                return resend(events, Next.CONFIGURATION, Trouble.CONFIG_ERROR, problem);
            case 403:
                // One word in one event can trip Amplitude's firewall.
                return resend(events, Next.BISECT, Trouble.FORBIDDEN, problem);
            case 413:
                return tooLarge(events, problem);
            case 425:
            case 503:
                return unavailable(events, false, problem);
            case 408:
                return unavailable(events, true, problem);
            default:
                break;
        }
        if (status >= 500) {
            return unavailable(events, true, problem);
        }
        Next next = status >= 400 ? Next.WRONG_ENDPOINT : Next.BACK_OFF;
        return resend(events, next, Trouble.UNEXPECTED_ANSWER, problem);
    }

    private Verdict.Builder success(int status, AnswerBody body, int events) {
        if (!acceptAny2xx && (status != 200 || body.number("code", 0) != 200)) {
            String problem = "status " + status + " without Amplitude's confirmation";
            return resend(events, Next.BACK_OFF, Trouble.UNEXPECTED_ANSWER, problem)
                    .ambiguous(true);
        }
        int ingested = body.number("events_ingested", events);
        int shortfall = ingested < 0 ? 0 : Math.max(0, events - ingested);
        Verdict.Builder confirmed =
                Verdict.all(events, Fate.DELIVERED, Next.CONFIRMED).shortfall(shortfall);
        return shortfall == 0
                ? confirmed
                : confirmed.because(Trouble.INGESTED_FEWER, "confirmed, but Amplitude counts " + shortfall + " fewer");
    }

    private static Verdict.Builder badRequest(AnswerBody body, EventIds events, boolean gzip, String problem) {
        if (!body.isJson()) {
            return resend(events.count(), Next.BISECT_LATER, Trouble.REFUSED_WITHOUT_NAMES, problem);
        }
        String error = body.text("error").toLowerCase(Locale.ROOT);
        if (error.startsWith("invalid api key")) {
            return resend(events.count(), Next.CONFIGURATION, Trouble.CONFIG_ERROR, problem);
        }
        NamedEvents named = new NamedEvents(body, events);
        named.markThrottled();
        named.markRefused();
        if (named.isAny()) {
            return partial(named, body, Trouble.EVENTS_REFUSED, problem);
        }
        if (!body.text("missing_field").isEmpty()) {
            return resend(events.count(), Next.CONFIGURATION, Trouble.CONFIG_ERROR, problem);
        }
        return gzip && error.startsWith("invalid json")
                ? resend(events.count(), Next.PLAIN, Trouble.UNREADABLE, problem)
                : resend(events.count(), Next.BISECT, Trouble.REFUSED_WITHOUT_NAMES, problem);
    }

    private static Verdict.Builder tooMany(AnswerBody body, EventIds events, String problem) {
        NamedEvents named = new NamedEvents(body, events);
        named.markThrottled();
        return named.isAny()
                ? partial(named, body, Trouble.THROTTLED, problem)
                : resend(events.count(), Next.BACK_OFF, Trouble.PROJECT_THROTTLED, problem);
    }

    private static Verdict.Builder tooLarge(int events, String problem) {
        return events == 1
                ? Verdict.all(1, Fate.TOO_LARGE, Next.AT_ONCE).because(Trouble.TOO_LARGE, problem)
                : resend(events, Next.SMALLER, Trouble.TOO_LARGE, problem);
    }

    private static Verdict.Builder partial(NamedEvents named, AnswerBody body, Trouble trouble, String problem) {
        return Verdict.of(named.fates(), Next.AT_ONCE)
                .because(trouble, problem)
                .silencedDevices(named.silencedDevices())
                .eventsPerSecond(Math.max(0, body.number("eps_threshold", 0)));
    }

    private static Verdict.Builder unavailable(int events, boolean ambiguous, String problem) {
        return resend(events, Next.BACK_OFF, Trouble.UNAVAILABLE, problem).ambiguous(ambiguous);
    }

    private static Verdict.Builder resend(int events, Next next, Trouble trouble, String problem) {
        return Verdict.all(events, Fate.RESEND, next).because(trouble, problem);
    }

    private String describe(int status, AnswerBody body) {
        String error = redactor.redact(body.text("error"));
        return "status " + status + (error.isEmpty() ? "" : ", " + error);
    }
}
