// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

/**
 * Makes an event name of a message template: {@code "Order {} placed: {}"} becomes {@code "Order placed"}. Called on the thread
 * that logs; a template seen before costs no allocation. Thread-safe.
 */
final class TemplateCleaner {

    /** Amplitude's limit on texts; a name ends there. */
    static final int MAX_NAME_LENGTH = 1_024;

    /** How far into a template a name may reach; beyond it can only be a message that was put together by hand. */
    private static final int MAX_SCANNED = 8_192;

    private final BoundedCache<String> names = new BoundedCache<>();

    /** The name; empty if nothing is left of the template. */
    String clean(String template) {
        String known = names.get(template);
        return known != null ? known : names.put(template, cleaned(template));
    }

    private static String cleaned(String template) {
        StringBuilder name = new StringBuilder(Math.min(template.length(), MAX_NAME_LENGTH));
        int end = Math.min(template.length(), MAX_SCANNED);
        for (int i = 0; i < end && name.length() < MAX_NAME_LENGTH; i++) {
            char c = template.charAt(i);
            if (c == '{' && i + 1 < end && template.charAt(i + 1) == '}') {
                i++;
            } else if (!isBlank(c)) {
                name.append(c);
            } else if (name.length() > 0 && name.charAt(name.length() - 1) != ' ') {
                name.append(' ');
            }
        }
        name.setLength(lengthWithoutTail(name));
        return name.toString();
    }

    private static int lengthWithoutTail(StringBuilder name) {
        int length = name.length();
        while (length > 0 && ": ,-".indexOf(name.charAt(length - 1)) >= 0) {
            length--;
        }
        return length;
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
    }
}
