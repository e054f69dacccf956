// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

/** Zeroes the host part of literal addresses, without ever resolving a name. */
final class IpTruncation {

    private static final int GROUPS = 8;
    private static final int KEPT_GROUPS = 3;
    private static final int MAX_LENGTH = 64;

    private IpTruncation() {}

    /** IPv4 with its last byte zeroed, IPv6 with all but 48 bits zeroed; null for anything else. */
    static String truncate(String address) {
        String text = address.trim();
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        return text.indexOf(':') < 0 ? truncate4(text) : truncate6(text);
    }

    private static String truncate4(String text) {
        long bytes = bytes4(text);
        return bytes < 0 ? null : dotted(bytes);
    }

    private static String dotted(long bytes) {
        return (bytes >> 24) + "." + ((bytes >> 16) & 255) + "." + ((bytes >> 8) & 255) + ".0";
    }

    private static String truncate6(String text) {
        int zone = text.indexOf('%');
        int[] groups = groups(zone < 0 ? text : text.substring(0, zone));
        if (groups == null) {
            return null;
        }
        if (isMapped4(groups)) {
            return dotted(((long) groups[GROUPS - 2] << 16) | groups[GROUPS - 1]);
        }
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < KEPT_GROUPS; i++) {
            kept.append(Integer.toHexString(groups[i])).append(':');
        }
        return kept.append(':').toString();
    }

    private static boolean isMapped4(int[] groups) {
        for (int i = 0; i < 5; i++) {
            if (groups[i] != 0) {
                return false;
            }
        }
        return groups[5] == 0xffff;
    }

    /** The eight groups of an IPv6 address, or null. */
    private static int[] groups(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            int[] all = new int[GROUPS];
            return read(text, all) == GROUPS ? all : null;
        }
        int[] head = new int[GROUPS];
        int[] tail = new int[GROUPS];
        int before = gap == 0 ? 0 : read(text.substring(0, gap), head);
        int after = gap + 2 == text.length() ? 0 : read(text.substring(gap + 2), tail);
        if (before < 0 || after < 0 || before + after >= GROUPS) {
            return null;
        }
        System.arraycopy(tail, 0, head, GROUPS - after, after);
        return head;
    }

    /** Reads groups separated by single colons; returns how many, or -1. A dotted IPv4 at the end counts as two. */
    private static int read(String text, int[] groups) {
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean dotted = i == parts.length - 1 && parts[i].indexOf('.') >= 0;
            long value = dotted ? bytes4(parts[i]) : number(parts[i], 16, 4, 0xffff);
            if (value < 0 || count + (dotted ? 2 : 1) > GROUPS) {
                return -1;
            }
            if (dotted) {
                groups[count++] = (int) (value >> 16);
            }
            groups[count++] = (int) (value & 0xffff);
        }
        return count;
    }

    /** The 32 bits of a dotted IPv4 address, or -1. */
    private static long bytes4(String text) {
        String[] parts = text.split("\\.", -1);
        long bytes = 0;
        for (String part : parts) {
            long value = number(part, 10, 3, 255);
            if (value < 0 || parts.length != 4) {
                return -1;
            }
            bytes = bytes << 8 | value;
        }
        return bytes;
    }

    private static long number(String digits, int radix, int maxDigits, int max) {
        if (digits.isEmpty() || digits.length() > maxDigits) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) < 128 ? Character.digit(digits.charAt(i), radix) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value > max ? -1 : value;
    }
}
