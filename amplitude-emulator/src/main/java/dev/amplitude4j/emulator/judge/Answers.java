// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.judge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** The bodies of Amplitude's answers, word for word. Pure functions, any thread. */
final class Answers {

    private Answers() {}

    static Answer ingested(int events, int payloadBytes, long nowMillis) {
        ObjectNode body = body(200);
        body.put("events_ingested", events);
        body.put("payload_size_bytes", payloadBytes);
        body.put("server_upload_time", nowMillis);
        return new Answer(200, body, null);
    }

    static Answer error(int status, String error, String reason) {
        return new Answer(status, body(status).put("error", error), reason);
    }

    static Answer missingField(String field) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("missing_field", field).put("code", 400).put("error", "Request missing required field");
        return new Answer(400, body, "the request has no \"" + field + "\"");
    }

    static Answer payloadTooLarge(String reason) {
        return error(413, "Payload too large", reason);
    }

    static Answer offenders(String error, String member, Offenders offenders) {
        ObjectNode body = body(400).put("error", error);
        ObjectNode fields = body.putObject(member);
        offenders.byField().forEach((field, indices) -> addAll(fields.putArray(field), indices));
        return new Answer(400, body, offenders.reason());
    }

    static Answer silenced(int threshold, List<String> devices, List<Integer> events, Excess excess) {
        ObjectNode body = body(400).put("error", "Events silenced for device_id");
        body.put("eps_threshold", threshold);
        ArrayNode names = body.putArray("silenced_devices");
        devices.forEach(names::add);
        addAll(body.putArray("silenced_events"), events);
        putAll(body.putObject("throttled_devices"), excess.devices());
        addAll(body.putArray("throttled_events"), excess.events());
        putAll(body.putObject("exceeded_daily_quota_devices"), excess.quotaDevices());
        return new Answer(400, body, "silenced devices: " + devices);
    }

    static Answer throttled(EndpointRules rules, Excess excess) {
        ObjectNode body = tooManyRequests(rules);
        putAll(body.putObject("throttled_devices"), excess.devices());
        putAll(body.putObject("throttled_users"), excess.users());
        if (rules.dailyQuota() > 0) {
            putAll(body.putObject("exceeded_daily_quota_devices"), excess.quotaDevices());
            putAll(body.putObject("exceeded_daily_quota_users"), excess.quotaUsers());
        }
        addAll(body.putArray("throttled_events"), excess.events());
        return new Answer(429, body, excess.reason(rules));
    }

    static Answer projectThrottled(EndpointRules rules, long eventsPerSecond) {
        return new Answer(
                429,
                tooManyRequests(rules),
                "the project sends " + eventsPerSecond + " events/s, more than " + rules.projectEventsPerSecond());
    }

    private static ObjectNode tooManyRequests(EndpointRules rules) {
        return body(429)
                .put("error", "Too many requests for some devices and users")
                .put("eps_threshold", rules.eventsPerSecond());
    }

    private static ObjectNode body(int code) {
        return JsonNodeFactory.instance.objectNode().put("code", code);
    }

    private static void addAll(ArrayNode array, List<Integer> indices) {
        indices.forEach(array::add);
    }

    private static void putAll(ObjectNode object, Map<String, Long> values) {
        values.forEach(object::put);
    }
}
