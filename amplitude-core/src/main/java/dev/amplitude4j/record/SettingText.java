// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/**
 * Reads the text of settings leniently and collects what it could not read, each with what to write instead. Used by
 * {@link MappingOptions.Builder} on the thread that configures; not thread-safe.
 */
final class SettingText {

    private final List<String> problems = new ArrayList<>();

    /** What was wrong so far, in order. */
    List<String> problems() {
        return problems;
    }

    /** Notes a problem that shows only when settings are seen together. */
    void note(String problem) {
        problems.add(problem);
    }

    /**
     * True for null, blank, and what frameworks leave of a variable nobody set: Logback 1.2 turns an empty default into
     * {@code X_IS_UNDEFINED}, Log4j2 keeps the literal {@code ${...}}.
     */
    static boolean isUnset(String text) {
        return text == null
                || text.trim().isEmpty()
                || text.trim().endsWith("_IS_UNDEFINED")
                || text.trim().startsWith("${");
    }

    /** The items of lists written {@code a, b}; blank items are skipped. */
    static List<String> list(String... texts) {
        List<String> items = new ArrayList<>();
        for (String text : texts) {
            if (isUnset(text)) {
                continue;
            }
            for (String item : text.split("[,\\n]", -1)) {
                if (!item.trim().isEmpty()) {
                    items.add(item.trim());
                }
            }
        }
        return items;
    }

    /** Hands over the pairs of a list written {@code a=1, b=2}. */
    void pairs(String setting, String text, BiConsumer<String, String> target) {
        for (String item : list(text)) {
            pair(setting, item, target);
        }
    }

    /** Hands over one pair written {@code name=value}, where the value may hold commas. */
    void pair(String setting, String text, BiConsumer<String, String> target) {
        if (isUnset(text)) {
            return;
        }
        int equals = text.indexOf('=');
        if (equals > 0 && !text.substring(0, equals).trim().isEmpty()) {
            target.accept(
                    text.substring(0, equals).trim(), text.substring(equals + 1).trim());
        } else {
            problems.add(setting + ": '" + text.trim() + "' is no pair and is ignored; write name=value");
        }
    }

    /** The constant of that name in any case; {@code fallback} for unset text, and for unknown text with a problem noted. */
    <E extends Enum<E>> E choice(String setting, String text, E fallback) {
        if (isUnset(text)) {
            return fallback;
        }
        E known = choiceOrNull(setting, text, fallback.getDeclaringClass());
        return known == null ? fallback : known;
    }

    /** The constant of that name in any case, or null with a problem noted. */
    <E extends Enum<E>> E choiceOrNull(String setting, String text, Class<E> type) {
        for (E choice : type.getEnumConstants()) {
            if (choice.name().equalsIgnoreCase(text.trim())) {
                return choice;
            }
        }
        String choices = Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT);
        problems.add(setting + ": '" + text.trim() + "' is not known and is ignored; write one of " + choices);
        return null;
    }

    /** {@code value}, or with a problem noted {@code fallback} if it is below {@code minimum}. */
    int atLeast(int minimum, String setting, int value, int fallback) {
        if (value >= minimum) {
            return value;
        }
        problems.add(setting + ": " + value + " is too small; write " + minimum + " or more; " + fallback + " is used");
        return fallback;
    }
}
