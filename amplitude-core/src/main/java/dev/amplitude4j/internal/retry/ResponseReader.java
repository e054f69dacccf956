// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.retry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.amplitude4j.internal.Redactor;
import dev.amplitude4j.transport.UploadResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Judges answers: the only place that knows what one means. A pure function of the answer and the events of the request; the
 * dispatch thread asks. Sources: the tables of answers in Amplitude's HTTP V2 and Batch API pages.
 */
public final class ResponseReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] REJECTED_INDEX_LISTS = {
        "events_with_invalid_fields", "events_with_missing_fields", "events_with_invalid_id_lengths"
    };

    private final Redactor redactor;
    private final boolean acceptAny2xx;

    /** A judge; {@code acceptAny2xx} trusts the status alone, for people's own proxies. */
    public ResponseReader(Redactor redactor, boolean acceptAny2xx) {
        this.redactor = redactor;
        this.acceptAny2xx = acceptAny2xx;
    }

    /** Judges an answer; {@code nowMillis} is the time of day, for a {@code Retry-After} that names one. */
    public Verdict read(UploadResponse answer, EventIds events, long nowMillis) {
        JsonNode body = parse(answer.body());
        int status = answer.status();
        long waitNanos = RetryAfter.nanos(answer.retryAfter(), nowMillis);
        if (status >= 200 && status < 300) {
            return success(status, body, events, waitNanos);
        }
        String problem = describe(status, body);
        switch (status) {
            case 400:
                return badRequest(body, events, problem);
            case 401:
                return Verdict.configuration(events.count(), problem);
            case 403:
                // One word in one event can trip Amplitude's firewall.
                return Verdict.bisect(events.count(), problem);
            case 413:
                return Verdict.tooLarge(events.count(), problem);
            case 429:
                return tooMany(body, events, waitNanos, problem);
            case 503:
                return Verdict.backOff(events.count(), waitNanos, false, problem);
            default:
                return Verdict.backOff(events.count(), waitNanos, status == 408 || status >= 500, problem);
        }
    }

    /** Judges an attempt without an answer; ambiguous if some of the body may have arrived. */
    public Verdict readFailure(Throwable failure, boolean bodyStarted, EventIds events) {
        return Verdict.backOff(events.count(), 0, bodyStarted, "no answer: " + redactor.redact(failure.getMessage()));
    }

    private Verdict success(int status, JsonNode body, EventIds events, long waitNanos) {
        boolean confirmed = acceptAny2xx
                || (status == 200 && body.isObject() && body.path("code").asInt() == 200);
        return confirmed
                ? Verdict.confirmed(events.count())
                : Verdict.backOff(
                        events.count(), waitNanos, true, "status " + status + " without Amplitude's confirmation");
    }

    private static Verdict badRequest(JsonNode body, EventIds events, String problem) {
        boolean invalidKey =
                body.path("error").asText("").toLowerCase(Locale.ROOT).startsWith("invalid api key");
        if (invalidKey || !body.path("missing_field").asText("").isEmpty()) {
            return Verdict.configuration(events.count(), problem);
        }
        Fate[] fates = Verdict.all(events.count(), Fate.RESEND);
        markThrottled(body, events, fates);
        for (String list : REJECTED_INDEX_LISTS) {
            for (JsonNode indices : body.path(list)) {
                markIndices(indices, fates, Fate.REJECTED);
            }
        }
        markIndices(body.path("silenced_events"), fates, Fate.SILENCED);
        markDevices(body.path("silenced_devices"), events, fates);
        return isTouched(fates) ? Verdict.partial(fates, problem) : Verdict.bisect(events.count(), problem);
    }

    private static Verdict tooMany(JsonNode body, EventIds events, long waitNanos, String problem) {
        Fate[] fates = Verdict.all(events.count(), Fate.RESEND);
        markThrottled(body, events, fates);
        return isTouched(fates)
                ? Verdict.partial(fates, problem)
                : Verdict.backOff(events.count(), waitNanos, false, problem);
    }

    private static void markThrottled(JsonNode body, EventIds events, Fate[] fates) {
        for (JsonNode index : body.path("throttled_events")) {
            if (isIndex(index, fates)) {
                int i = index.intValue();
                fates[i] = events.deviceId(i) == null ? Fate.PAUSE_USER : Fate.PAUSE_DEVICE;
            }
        }
        JsonNode[] devices = {body.path("throttled_devices"), body.path("exceeded_daily_quota_devices")};
        JsonNode[] users = {body.path("throttled_users"), body.path("exceeded_daily_quota_users")};
        if (Stream.of(devices, users).flatMap(Arrays::stream).allMatch(JsonNode::isEmpty)) {
            return;
        }
        for (int i = 0; i < fates.length; i++) {
            if (isNamed(events.userId(i), users)) {
                fates[i] = Fate.PAUSE_USER;
            } else if (isNamed(events.deviceId(i), devices)) {
                fates[i] = Fate.PAUSE_DEVICE;
            }
        }
    }

    private static boolean isNamed(String id, JsonNode... maps) {
        return id != null && Arrays.stream(maps).anyMatch(map -> map.has(id));
    }

    private static void markDevices(JsonNode names, EventIds events, Fate[] fates) {
        for (JsonNode name : names) {
            for (int i = 0; i < fates.length; i++) {
                if (name.asText().equals(events.deviceId(i))) {
                    fates[i] = Fate.SILENCED;
                }
            }
        }
    }

    private static void markIndices(JsonNode indices, Fate[] fates, Fate fate) {
        for (JsonNode index : indices) {
            if (isIndex(index, fates)) {
                fates[index.intValue()] = fate;
            }
        }
    }

    private static boolean isIndex(JsonNode index, Fate[] fates) {
        return index.isInt() && index.intValue() >= 0 && index.intValue() < fates.length;
    }

    private static boolean isTouched(Fate[] fates) {
        return Arrays.stream(fates).anyMatch(fate -> fate != Fate.RESEND);
    }

    private String describe(int status, JsonNode body) {
        String error = redactor.redact(body.path("error").asText(""));
        return "status " + status + (error.isEmpty() ? "" : ", " + error);
    }

    private static JsonNode parse(byte[] body) {
        try {
            JsonNode tree = JSON.readTree(body);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
