// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

/**
 * Tells by the names of a record's markers whether it is an event, and of which kind. A front end walks its framework's markers
 * and their parents and asks for every name, on the thread that logs; no call allocates. Thread-safe.
 *
 * <p>With the marker {@code AMPLITUDE}: {@code AMPLITUDE} itself, {@code AMPLITUDE:Order Completed} and every name that begins
 * with {@code AMPLITUDE_} make an event; three names of the latter form make a special one, see {@link Kind}.
 */
public final class MarkerRules {

    /** What a marker makes of its record. */
    public enum Kind {
        /** The marker is not one of ours. */
        NONE,
        /** An ordinary event. */
        EVENT,
        /** {@code AMPLITUDE_IDENTIFY}: properties of a user are set, event type {@code $identify}. */
        IDENTIFY,
        /** {@code AMPLITUDE_GROUP_IDENTIFY}: properties of a group are set, event type {@code $groupidentify}. */
        GROUP_IDENTIFY,
        /** {@code AMPLITUDE_REVENUE}: revenue is reported, event type {@code revenue_amount}. */
        REVENUE
    }

    private static final int RANK_PLAIN = 1;
    private static final int RANK_NAMED = 2;
    private static final int RANK_SPECIAL = 3;

    private final String marker;
    private final String childPrefix;
    private final String namedPrefix;
    private final String identify;
    private final String groupIdentify;
    private final String revenue;

    /**
     * @param marker name of the marker that all others derive from, not null
     */
    public MarkerRules(String marker) {
        this.marker = marker;
        this.childPrefix = marker + '_';
        this.namedPrefix = marker + ':';
        this.identify = marker + "_IDENTIFY";
        this.groupIdentify = marker + "_GROUP_IDENTIFY";
        this.revenue = marker + "_REVENUE";
    }

    /** What the marker of that name makes of its record; null is {@link Kind#NONE}. */
    public Kind classify(String name) {
        if (name == null || !name.startsWith(marker)) {
            return Kind.NONE;
        }
        if (name.startsWith(childPrefix)) {
            return child(name);
        }
        return name.length() == marker.length() || name.startsWith(namedPrefix) ? Kind.EVENT : Kind.NONE;
    }

    /**
     * The more telling of two marker names of one record, for the front end to keep while it walks: a special kind beats a name
     * with an event type in it, that beats a plain marker, that beats one that is not ours; of equals the first is kept.
     *
     * @param best what was kept so far, null at the start
     * @param candidate the next marker's name
     * @return {@code best} or {@code candidate}; null as long as none was ours
     */
    public String stronger(String best, String candidate) {
        return rank(candidate) > rank(best) ? candidate : best;
    }

    /** The event type written into the marker's name, or null. Allocates; the mapper caches it. */
    String eventType(String name) {
        return name.startsWith(namedPrefix)
                ? name.substring(namedPrefix.length()).trim()
                : null;
    }

    private Kind child(String name) {
        if (name.equals(identify)) {
            return Kind.IDENTIFY;
        }
        if (name.equals(groupIdentify)) {
            return Kind.GROUP_IDENTIFY;
        }
        return name.equals(revenue) ? Kind.REVENUE : Kind.EVENT;
    }

    private int rank(String name) {
        switch (classify(name)) {
            case NONE:
                return 0;
            case EVENT:
                return name.startsWith(namedPrefix) ? RANK_NAMED : RANK_PLAIN;
            default:
                return RANK_SPECIAL;
        }
    }
}
