// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.judge;

import java.util.List;

/**
 * The order in which a request is checked; the first check that answers decides. Amplitude does not publish its order,
 * so this one is a choice: to change it, move a line.
 */
final class CheckTable {

    private CheckTable() {}

    /** Checks of the request alone, run without a lock. */
    static List<Check> ofForm(RequestChecks request, EventChecks event) {
        return List.of(
                new Check("the path and method are those of an endpoint", request::path),
                new Check("there is a body", request::bodyPresent),
                new Check("the content type is JSON", request::contentType),
                new Check("the content encoding is none or gzip", request::contentEncoding),
                new Check("the body is within the endpoint's byte limit", request::byteLimit),
                new Check("the body is a JSON object", request::json),
                new Check("api_key is there", request::apiKeyPresent),
                new Check("events is there", request::eventsPresent),
                new Check("the API key exists", request::apiKeyKnown),
                new Check("events is an array of objects", request::eventsAreObjects),
                new Check("an empty array is accepted at once", request::eventsEmpty),
                new Check("there are not too many events", request::eventCount),
                new Check("no required field is missing", event::missingFields),
                new Check("no field has an invalid value", event::invalidFields),
                new Check("ids are long enough", event::idLengths),
                new Check("ids are not forbidden placeholders", event::forbiddenIds));
    }

    /** Checks against what was sent before, run under the judge's lock together with the ingestion. */
    static List<Check> ofStanding(StandingChecks standing) {
        return List.of(
                new Check("the devices are not silenced", standing::silencedDevices),
                new Check("no device or user sends too much", standing::identityLimits),
                new Check("the project does not send too much", standing::projectLimit),
                new Check("the store has room", standing::storeRoom));
    }
}
