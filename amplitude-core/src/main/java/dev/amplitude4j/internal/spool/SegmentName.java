// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of a segment's files. Numbers order them, never clock values. */
final class SegmentName {

    static final String OPEN = ".open";
    static final String COMPLETE = ".seg";
    static final String ACKNOWLEDGED = ".ack";

    private static final Pattern NAME = Pattern.compile("(\\d{10})(\\.open|\\.seg|\\.ack)");

    private SegmentName() {}

    static String of(long number, String suffix) {
        return String.format(Locale.ROOT, "%010d", number) + suffix;
    }

    /** The number in a name, or -1 if it is none of ours. */
    static long number(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
    }
}
