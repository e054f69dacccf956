// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.judge;

import java.io.IOException;
import java.util.Locale;

/** Checks of the request as a whole: path, headers, bytes, envelope. Stateless, any thread. */
final class RequestChecks {

    private final Rules rules;

    RequestChecks(Rules rules) {
        this.rules = rules;
    }

    Answer path(Submission s) {
        boolean known = s.method().equals("POST") && rules.endpoints().containsKey(s.path());
        return known ? null : Answers.error(400, "Invalid request path", "no endpoint " + s.method() + " " + s.path());
    }

    Answer bodyPresent(Submission s) {
        return s.wireBytes() > 0 ? null : Answers.error(400, "Missing request body", "the body is empty");
    }

    Answer contentType(Submission s) {
        String type = s.contentType() == null ? "" : s.contentType();
        int parameters = type.indexOf(';');
        String mediaType = (parameters < 0 ? type : type.substring(0, parameters)).trim();
        return mediaType.toLowerCase(Locale.ROOT).equals("application/json")
                ? null
                : Answers.error(400, "Invalid content type", "Content-Type is \"" + type + "\", not application/json");
    }

    Answer contentEncoding(Submission s) {
        if (!s.isEncodingKnown()) {
            return Answers.error(
                    400, "Invalid content encoding", "Content-Encoding is \"" + s.contentEncoding() + "\", not gzip");
        }
        if (s.wireTooLarge()) {
            return null;
        }
        try {
            s.body();
            return null;
        } catch (IOException e) {
            return Answers.error(400, "Invalid JSON request body", "the gzip stream is broken: " + e.getMessage());
        }
    }

    Answer byteLimit(Submission s) throws IOException {
        int limit = rules.endpoints().get(s.path()).maxBodyBytes();
        if (s.wireTooLarge() || s.body().length > limit) {
            return Answers.payloadTooLarge("the body is larger than " + limit + " bytes");
        }
        return null;
    }

    Answer json(Submission s) {
        try {
            s.envelope();
            return null;
        } catch (IOException e) {
            return Answers.error(400, "Invalid JSON request body", "not a JSON object: " + e.getMessage());
        }
    }

    Answer apiKeyPresent(Submission s) throws IOException {
        return s.envelope().apiKey() == null ? Answers.missingField("api_key") : null;
    }

    Answer eventsPresent(Submission s) throws IOException {
        return s.envelope().eventsPresent() ? null : Answers.missingField("events");
    }

    Answer apiKeyKnown(Submission s) throws IOException {
        String key = s.envelope().apiKey();
        return rules.accepts(key)
                ? null
                : Answers.error(400, "Invalid API key: " + key, "no project has the request's API key");
    }

    Answer eventsAreObjects(Submission s) throws IOException {
        return s.envelope().eventsAreObjects()
                ? null
                : Answers.error(400, "Invalid event JSON", "events is not an array of objects");
    }

    Answer eventsEmpty(Submission s) throws IOException {
        return s.envelope().eventCount() == 0 ? Answers.ingested(0, s.wireBytes(), s.receivedAtMillis()) : null;
    }

    Answer eventCount(Submission s) throws IOException {
        int count = s.envelope().eventCount();
        int limit = rules.endpoints().get(s.path()).maxEvents();
        return count <= limit ? null : Answers.payloadTooLarge(count + " events, more than " + limit);
    }
}
