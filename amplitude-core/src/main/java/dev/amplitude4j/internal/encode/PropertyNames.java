// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

import dev.amplitude4j.event.NameFilter;
import dev.amplitude4j.internal.json.JsonWriter;
import java.lang.ref.WeakReference;

/**
 * Writes the names of properties and nested keys, once per object and only those that the filter lets through. Owned by one
 * encoder.
 */
final class PropertyNames {

    /** More than there can be of marks in {@link NameCache}. */
    private static final int MARKS = 2 * NameCache.SLOTS;

    private static final char REPLACEMENT = '\uFFFD';

    private final Budget budget;
    private final NameCache encoded = new NameCache();
    private final NameSet others = new NameSet();
    private NameFilter filter = NameFilter.KEEP_ALL;

    /** Whose answers are remembered. Weak, since a filter may be of an application that is gone. */
    private WeakReference<NameFilter> lastFilter = new WeakReference<>(NameFilter.KEEP_ALL);

    private int lastScope;

    PropertyNames(Budget budget) {
        this.budget = budget;
    }

    /** Begins an event; scopes up to {@code reservedScopes} belong to its sections. */
    void start(NameFilter nameFilter, int reservedScopes) {
        filter = nameFilter;
        if (lastFilter.get() != nameFilter) {
            lastFilter = new WeakReference<>(nameFilter);
            encoded.forgetActions();
        }
        lastScope = reservedScopes;
    }

    void clear() {
        encoded.rewind(0);
        others.clear();
        filter = NameFilter.KEEP_ALL;
    }

    /** The number of one more object. */
    int newScope() {
        return ++lastScope;
    }

    /** What is taken so far, for {@link #rewind}. */
    int mark() {
        return others.size() * MARKS + encoded.marked();
    }

    void rewind(int mark) {
        encoded.rewind(mark % MARKS);
        others.rewind(mark / MARKS);
    }

    /** Writes a name; returns what to do with its value, or null if the name is left out and nothing was written. */
    NameFilter.Action write(JsonWriter json, int scope, String name) {
        String cut = name == null ? "null" : name;
        if (cut.length() > Budget.MAX_CHARS) {
            cut = cut(cut);
        }
        int slot = encoded.slot(cut);
        if (!encoded.holds(slot, cut)) {
            return writeAnew(json, scope, slot, cut);
        }
        NameFilter.Action action = encoded.action(slot);
        if (action == null) {
            action = actionFor(cut);
            if (action == null) {
                return null;
            }
            encoded.setAction(slot, action);
        }
        if (!take(scope, slot, cut)) {
            return null;
        }
        encoded.write(json, slot);
        return action;
    }

    /**
     * Takes a name whose JSON is at hand: a mark does as long as none of the event's names needed more, so that nothing is
     * looked up and no reference stored for the names that most events have.
     */
    private boolean take(int scope, int slot, String name) {
        if (encoded.isMarked(slot, scope)) {
            return false;
        }
        if (others.size() == 0 && !encoded.isMarked(slot)) {
            encoded.mark(slot, scope);
            return true;
        }
        return others.add(scope, name);
    }

    private NameFilter.Action writeAnew(JsonWriter json, int scope, int slot, String name) {
        NameFilter.Action action = actionFor(name);
        if (action == null) {
            return null;
        }
        int start = json.length();
        boolean plain = json.name(name, Budget.MAX_CHARS);
        if (!others.add(scope, plain ? name : asWritten(name))) {
            json.rewind(start);
            return null;
        }
        if (plain && !encoded.isMarked(slot)) {
            encoded.keep(json, slot, name);
        }
        return action;
    }

    /** The digest that stands for a text, or null if there is none. */
    String hash(String text) {
        return filter.hash(text);
    }

    /** What the filter says, or null if the value must not leave the process. */
    private NameFilter.Action actionFor(String name) {
        if (filter == NameFilter.KEEP_ALL) {
            return NameFilter.Action.KEEP;
        }
        try {
            NameFilter.Action action = filter.actionFor(name);
            return action == NameFilter.Action.DENY ? null : action;
        } catch (Throwable undecided) {
            budget.sanitized++;
            return null;
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
