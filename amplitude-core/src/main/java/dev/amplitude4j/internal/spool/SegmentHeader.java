// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first line of a segment: that it is one, of which version, how its lines are checked, and of which project. */
final class SegmentHeader {

    private static final int VERSION = 1;
    private static final Pattern TEXT =
            Pattern.compile("\\{\"amp_spool\":(\\d{1,9})(?:,\"crc\":\"(\\w+)\",\"project\":\"(\\w+)\"\\})?.*");

    private SegmentHeader() {}

    /** The line, with its terminator. */
    static byte[] line(LineChecksum checksum, String project) {
        String text =
                "{\"amp_spool\":" + VERSION + ",\"crc\":\"" + checksum.name() + "\",\"project\":\"" + project + "\"}";
        byte[] json = text.getBytes(StandardCharsets.US_ASCII);
        byte[] line = new byte[LineChecksum.PREFIX_BYTES + json.length + 1];
        System.arraycopy(json, 0, line, LineChecksum.PREFIX_BYTES, json.length);
        checksum.sign(line, 0, line.length - 1);
        line[line.length - 1] = '\n';
        return line;
    }

    /** Whether an undamaged first line is of a version, checksum or project that this spool must leave alone. */
    static boolean isForeign(byte[] bytes, int start, int end, LineChecksum checksum, String project) {
        int text = start + LineChecksum.PREFIX_BYTES;
        Matcher matcher = TEXT.matcher(new String(bytes, text, end - text, StandardCharsets.ISO_8859_1));
        if (!matcher.matches()) {
            return false;
        }
        boolean ours = Integer.parseInt(matcher.group(1)) == VERSION
                && matcher.group(2) != null
                && checksum.knows(matcher.group(2))
                && project.equals(matcher.group(3));
        return !ours;
    }

    /** Whether a line is a header at all, and so no event. */
    static boolean isHeader(byte[] bytes, int start, int end) {
        byte[] begin = "{\"amp_spool\":".getBytes(StandardCharsets.US_ASCII);
        int text = start + LineChecksum.PREFIX_BYTES;
        if (end - text < begin.length) {
            return false;
        }
        for (int i = 0; i < begin.length; i++) {
            if (bytes[text + i] != begin[i]) {
                return false;
            }
        }
        return true;
    }
}
