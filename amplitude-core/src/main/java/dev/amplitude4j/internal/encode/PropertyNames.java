// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

import dev.amplitude4j.event.NameFilter;
import dev.amplitude4j.internal.json.JsonWriter;

/**
 * Writes the names of properties and nested keys, once per object and only those that the filter lets through. Owned by one
 * encoder.
 */
final class PropertyNames {

    private static final char REPLACEMENT = '\uFFFD';

    private final Budget budget;
    private final NameSet taken = new NameSet();
    private final NameCache encoded = new NameCache();
    private NameFilter filter = NameFilter.KEEP_ALL;
    private int lastScope;

    PropertyNames(Budget budget) {
        this.budget = budget;
    }

    /** Begins an event; scopes up to {@code reservedScopes} belong to its sections. */
    void start(NameFilter nameFilter, int reservedScopes) {
        filter = nameFilter;
        lastScope = reservedScopes;
    }

    void clear() {
        taken.clear();
        filter = NameFilter.KEEP_ALL;
    }

    /** The number of one more object. */
    int newScope() {
        return ++lastScope;
    }

    /** How many names are taken; an argument for {@link #rewind}. */
    int size() {
        return taken.size();
    }

    void rewind(int earlierSize) {
        taken.rewind(earlierSize);
    }

    /** Writes a name; returns what to do with its value, or null if the name is left out and nothing was written. */
    NameFilter.Action write(JsonWriter json, int scope, String name) {
        String cut = name == null ? "null" : name;
        if (cut.length() > Budget.MAX_CHARS) {
            cut = cut(cut);
        }
        NameFilter.Action action = actionFor(cut);
        if (action == NameFilter.Action.DENY) {
            return null;
        }
        int mark = json.length();
        boolean plain = encoded.write(json, cut);
        if (!taken.add(scope, plain ? cut : asWritten(cut))) {
            json.rewind(mark);
            return null;
        }
        return action;
    }

    /** The digest that stands for a text, or null if there is none. */
    String hash(String text) {
        return filter.hash(text);
    }

    private NameFilter.Action actionFor(String name) {
        if (filter == NameFilter.KEEP_ALL) {
            return NameFilter.Action.KEEP;
        }
        try {
            NameFilter.Action action = filter.actionFor(name);
            return action == null ? NameFilter.Action.DENY : action;
        } catch (Throwable undecided) {
            budget.sanitized++;
            return NameFilter.Action.DENY;
        }
    }

    private String cut(String name) {
        budget.truncated++;
        boolean splitsPair = Character.isHighSurrogate(name.charAt(Budget.MAX_CHARS - 1))
                && Character.isLowSurrogate(name.charAt(Budget.MAX_CHARS));
        return name.substring(0, splitsPair ? Budget.MAX_CHARS - 1 : Budget.MAX_CHARS);
    }

    /** Names that differ only in lone surrogates are the same name once they are written. */
    private static String asWritten(String name) {
        StringBuilder replaced = null;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < name.length() && Character.isLowSurrogate(name.charAt(i + 1))) {
                i++;
                continue;
            }
            replaced = replaced == null ? new StringBuilder(name) : replaced;
            replaced.setCharAt(i, REPLACEMENT);
        }
        return replaced == null ? name : replaced.toString();
    }
}
