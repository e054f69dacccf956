// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads what stands after the {@code =} of {@code -javaagent}: the path of a rules file, or {@code key=value} pairs
 * with commas between them. Nothing of a value ever gets into a message. Used once, on the thread that reads the rules.
 */
final class AgentArguments {

    /** Names that a single rule may have here, beside {@code property.NAME}. */
    private static final List<String> RULE_KEYS = Arrays.asList(
            "method", "annotation", "event", "on", "user", "device", "when", "sample", "max", "oncePerCallChain");

    private static final List<String> KEYS = keys();
    private static final String PROPERTY = "property.";

    private final Reading reading;

    /** Pairs of the settings, as if they stood in a file. */
    private final Node settings = Node.of(Node.Kind.PAIRS, Place.of("agent argument"));

    private final Node rule = Node.of(Node.Kind.PAIRS, Place.of("agent argument"));
    private final Node properties = Node.of(Node.Kind.PAIRS, Place.of("agent argument"));
    private String rulesFile;

    private AgentArguments(Reading reading) {
        this.reading = reading;
    }

    /** Reads the text; null and blank are nothing. */
    static AgentArguments read(Reading reading, String text) {
        AgentArguments arguments = new AgentArguments(reading);
        if (text != null && !text.trim().isEmpty()) {
            arguments.read(text.trim());
        }
        return arguments;
    }

    /** Path of the rules file, or null. */
    String rulesFile() {
        return rulesFile;
    }

    /** The settings among the arguments. */
    Node settings() {
        return settings;
    }

    /** The rule that the arguments make up, or null if none does. */
    Node rule() {
        if (!properties.children().isEmpty()) {
            rule.add(text("agent argument", "properties"));
            rule.add(properties);
        }
        return rule.children().isEmpty() ? null : rule;
    }

    private void read(String text) {
        List<String> parts = split(text);
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i).trim();
            int equals = part.indexOf('=');
            if (i == 0 && isPath(part, equals)) {
                rulesFile = part;
            } else if (equals <= 0) {
                reading.problem(Place.of("agent argument " + (i + 1)), "expected key=value");
            } else {
                take(
                        i + 1,
                        part.substring(0, equals).trim(),
                        unquoted(part.substring(equals + 1).trim()));
            }
        }
    }

    /** A path has no equals sign, or one after a separator. */
    private static boolean isPath(String part, int equals) {
        String before = equals < 0 ? part : part.substring(0, equals);
        return !part.isEmpty() && (equals < 0 || before.indexOf('/') >= 0 || before.indexOf('\\') >= 0);
    }

    private void take(int number, String key, String value) {
        String place = "agent argument " + number;
        if (key.equals("rules")) {
            rulesFile = value;
        } else if (key.startsWith(PROPERTY) && key.length() > PROPERTY.length()) {
            properties.add(text(place, key.substring(PROPERTY.length())));
            properties.add(text(place, value));
        } else if (RULE_KEYS.contains(key)) {
            rule.add(text(place, key));
            rule.add(text(place, value));
        } else if (KEYS.contains(key)) {
            settings.add(text(place, key));
            settings.add(text(place, value));
        } else {
            String nearest = Spelling.nearest(key, KEYS);
            reading.doubt(nearest);
            String hint = nearest == null ? "; expected one of " + KEYS : "; did you mean " + nearest + "?";
            reading.problem(Place.of(place), "its key is not known" + hint);
        }
    }

    private static Node text(String place, String text) {
        return Node.text(Place.of(place), text, false);
    }

    /** At commas that stand neither in parentheses nor in quotes. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            } else {
                depth = Math.max(0, depth + (c == '(' ? 1 : c == ')' ? -1 : 0));
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static String unquoted(String value) {
        boolean isQuoted = value.length() >= 2
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.indexOf(value.charAt(0), 1) == value.length() - 1;
        return isQuoted ? value.substring(1, value.length() - 1) : value;
    }

    private static List<String> keys() {
        List<String> keys = new ArrayList<>(Arrays.asList(
                "rules", "enabled", "apiKey", "apiKeyFile", "log", "statusFile", "stopFile", "taggedRecords"));
        keys.addAll(Arrays.asList(ClientSettings.TOP_LEVEL));
        keys.addAll(RULE_KEYS);
        keys.add("property.NAME");
        return keys;
    }
}
