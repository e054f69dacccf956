// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal;

import java.util.regex.Pattern;

/** Makes text of foreign origin fit for our own messages: no API key, one line, printable, short. Thread-safe. */
public final class Redactor {

    private static final int MAX_CHARS = 200;
    private static final Pattern KEY_LIKE = Pattern.compile("[0-9a-fA-F]{32}");
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]+");

    private final String apiKey;

    /** Hides that key, and whatever looks like one. */
    public Redactor(String apiKey) {
        this.apiKey = apiKey;
    }

    /** The text without secrets and control characters, cut to 200 characters; null becomes empty. */
    public String redact(String text) {
        if (text == null) {
            return "";
        }
        // Of the whole text, which an answer's bound keeps short: in a piece of it a key could be cut, and stay.
        String safe = KEY_LIKE.matcher(text.replace(apiKey, "<api key>")).replaceAll("<key>");
        String line = UNPRINTABLE.matcher(safe).replaceAll(" ").trim();
        return line.substring(0, Math.min(line.length(), MAX_CHARS));
    }
}
