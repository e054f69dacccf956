// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.options;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text of settings leniently and collects what it could not read, each with what to write instead. Used by the
 * mapping's options and by the front ends on the thread that configures; not thread-safe. Unset text is
 * passed over, unreadable text is noted as a problem, and in both cases the default stays; nothing is thrown.
 */
public final class SettingText {

    private static final Pattern AMOUNT = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([A-Za-z]*)");
    private static final int MAX_DIGITS = 12;
    private static final int MAX_DECIMALS = 9;
    private static final int MAX_QUOTED = 60;
    private static final List<String> YES = Arrays.asList("true", "yes", "on");
    private static final List<String> NO = Arrays.asList("false", "no", "off");
    private static final Map<String, Long> MILLIS = new HashMap<>();
    private static final Map<String, Long> BYTES = new HashMap<>();

    static {
        unit(MILLIS, 1, "", "ms", "milli", "millis", "millisecond", "milliseconds");
        unit(MILLIS, 1_000, "s", "sec", "secs", "second", "seconds");
        unit(MILLIS, 60_000, "m", "min", "mins", "minute", "minutes");
        unit(MILLIS, 3_600_000, "h", "hour", "hours");
        unit(BYTES, 1, "", "b", "byte", "bytes");
        unit(BYTES, 1_000, "k", "kb");
        unit(BYTES, 1_000_000, "m", "mb");
        unit(BYTES, 1_000_000_000, "g", "gb");
        unit(BYTES, 1L << 10, "kib");
        unit(BYTES, 1L << 20, "mib");
        unit(BYTES, 1L << 30, "gib");
    }

    private final List<String> problems = new ArrayList<>();

    /** Without problems so far. */
    public SettingText() {}

    /** What was wrong so far, in order. */
    public List<String> problems() {
        return problems;
    }

    /** Notes a problem that shows only when settings are seen together. */
    public void note(String problem) {
        problems.add(problem);
    }

    /**
     * True for null, blank, and what frameworks leave of a variable nobody set: Logback 1.2 turns an empty default into
     * {@code X_IS_UNDEFINED}, Log4j2 keeps the literal {@code ${...}}.
     */
    public static boolean isUnset(String text) {
        return text == null
                || text.trim().isEmpty()
                || text.trim().endsWith("_IS_UNDEFINED")
                || text.trim().startsWith("${");
    }

    /** Text as it is, without blanks around it. */
    public void plain(String text, Consumer<String> target) {
        if (!isUnset(text)) {
            target.accept(text.trim());
        }
    }

    /** A path of the file system. */
    public void path(String setting, String text, Consumer<Path> target) {
        if (isUnset(text)) {
            return;
        }
        Path path;
        try {
            path = Paths.get(text.trim());
        } catch (InvalidPathException e) {
            unread(setting, text, "is no path and is ignored; write one that this system understands");
            return;
        }
        target.accept(path);
    }

    /** A duration written {@code 1 second}, {@code 500 ms}, {@code 2min}, or as a bare number of milliseconds. */
    public void duration(String setting, String text, Consumer<Duration> target) {
        amount(
                setting,
                text,
                MILLIS,
                "is no duration and is ignored; write 1 second or 500 ms, say",
                millis -> target.accept(Duration.ofMillis(millis)));
    }

    /** A size in bytes written {@code 16MB}, {@code 900 kB}, {@code 4MiB}, or bare; kB is 1,000 bytes, KiB is 1,024. */
    public void bytes(String setting, String text, LongConsumer target) {
        amount(setting, text, BYTES, "is no size and is ignored; write 16MB or 900kB, say", target);
    }

    /** The same for what an {@code int} holds; a far too large size stays one, and is refused as such. */
    public void intBytes(String setting, String text, IntConsumer target) {
        bytes(setting, text, size -> target.accept((int) Math.min(size, Integer.MAX_VALUE)));
    }

    /** A whole number that an {@code int} holds. */
    public void number(String setting, String text, IntConsumer target) {
        if (isUnset(text)) {
            return;
        }
        int number;
        try {
            number = Integer.parseInt(text.trim().replace("_", ""));
        } catch (NumberFormatException e) {
            unread(setting, text, "is no whole number and is ignored; write 1000, say");
            return;
        }
        target.accept(number);
    }

    /** {@code true} or {@code false}, in any case; {@code yes}, {@code on}, {@code no} and {@code off} are understood too. */
    public void flag(String setting, String text, Consumer<Boolean> target) {
        if (isUnset(text)) {
            return;
        }
        String word = text.trim().toLowerCase(Locale.ROOT);
        if (YES.contains(word) || NO.contains(word)) {
            target.accept(YES.contains(word));
        } else {
            unread(setting, text, "is neither true nor false and is ignored; write one of the two");
        }
    }

    /** The constant of that name in any case. */
    public <E extends Enum<E>> void choice(String setting, String text, Class<E> type, Consumer<E> target) {
        E known = isUnset(text) ? null : choiceOrNull(setting, text, type);
        if (known != null) {
            target.accept(known);
        }
    }

    /** The items of lists written {@code a, b}; blank items are skipped. */
    public static List<String> list(String... texts) {
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
    public void pairs(String setting, String text, BiConsumer<String, String> target) {
        for (String item : list(text)) {
            pair(setting, item, target);
        }
    }

    /** Hands over one pair written {@code name=value}, where the value may hold commas. */
    public void pair(String setting, String text, BiConsumer<String, String> target) {
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
    public <E extends Enum<E>> E choice(String setting, String text, E fallback) {
        if (isUnset(text)) {
            return fallback;
        }
        E known = choiceOrNull(setting, text, fallback.getDeclaringClass());
        return known == null ? fallback : known;
    }

    /** The constant of that name in any case, or null with a problem noted. */
    public <E extends Enum<E>> E choiceOrNull(String setting, String text, Class<E> type) {
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
    public int atLeast(int minimum, String setting, int value, int fallback) {
        if (value >= minimum) {
            return value;
        }
        problems.add(setting + ": " + value + " is too small; write " + minimum + " or more; " + fallback + " is used");
        return fallback;
    }

    private void amount(String setting, String text, Map<String, Long> units, String complaint, LongConsumer target) {
        if (isUnset(text)) {
            return;
        }
        Matcher matcher = AMOUNT.matcher(text.trim());
        Long unit = matcher.matches() ? units.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
        if (unit == null || matcher.group(1).length() > MAX_DIGITS) {
            unread(setting, text, complaint);
        } else {
            target.accept(times(matcher.group(1), unit));
        }
    }

    /** Without the JDK's decimals, which load its thread pools: the agent reads its settings before {@code main}. */
    private static long times(String number, long unit) {
        int dot = number.indexOf('.');
        if (dot < 0) {
            return Long.parseLong(number) * unit;
        }
        String decimals = number.substring(dot + 1, Math.min(number.length(), dot + 1 + MAX_DECIMALS));
        long parts = 1;
        for (int i = 0; i < decimals.length(); i++) {
            parts *= 10;
        }
        return Long.parseLong(number.substring(0, dot)) * unit + Long.parseLong(decimals) * unit / parts;
    }

    private void unread(String setting, String text, String complaint) {
        String seen = text.trim();
        problems.add(setting + ": '" + seen.substring(0, Math.min(seen.length(), MAX_QUOTED)) + "' " + complaint);
    }

    private static void unit(Map<String, Long> units, long factor, String... names) {
        for (String name : names) {
            units.put(name, factor);
        }
    }
}
