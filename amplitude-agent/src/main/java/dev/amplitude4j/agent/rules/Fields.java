// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The pairs of one node, read by name: notes names that are unknown or stand twice, and values of the wrong kind. */
final class Fields {

    private final Reading reading;
    private final Place place;
    private final Map<String, Node> values = new LinkedHashMap<>();

    private Fields(Reading reading, Place place) {
        this.reading = reading;
        this.place = place;
    }

    /** The pairs of a node of which these names are known. */
    static Fields known(Reading reading, Node node, String... names) {
        Fields fields = new Fields(reading, node.place);
        fields.read(node, Arrays.asList(names));
        return fields;
    }

    /** The pairs of a node that may have any names. */
    static Fields any(Reading reading, Node node) {
        Fields fields = new Fields(reading, node.place);
        fields.read(node, null);
        return fields;
    }

    private void read(Node node, Collection<String> known) {
        if (node.kind != Node.Kind.PAIRS) {
            if (!node.isNothing()) {
                reading.problem(node.place, "expected pairs of name: value, found " + node.kind.words);
            }
            return;
        }
        List<Node> children = node.children();
        for (int i = 0; i + 1 < children.size(); i += 2) {
            add(children.get(i), children.get(i + 1), known);
        }
    }

    private void add(Node name, Node value, Collection<String> known) {
        if (name.kind != Node.Kind.TEXT || name.text.trim().isEmpty()) {
            reading.problem(name.place, "expected a name, found " + (name.text.isEmpty() ? "none" : name.kind.words));
        } else if (known != null && !known.contains(name.text)) {
            String nearest = Spelling.nearest(name.text, known);
            reading.doubt(nearest);
            String hint = nearest == null ? "; expected one of " + known : "; did you mean " + nearest + "?";
            String shown = Reading.isArgument(name) ? "this name" : '\'' + Reading.printable(name.text) + '\'';
            reading.problem(name.place, shown + " is not known here" + hint);
        } else if (values.containsKey(name.text)) {
            reading.doubt(name.text);
            reading.problem(name.place, Reading.quoted(name) + " stands here twice; leave one of the two");
        } else {
            values.put(name.text, value);
        }
    }

    Place place() {
        return place;
    }

    /** Whether the name has a value. */
    boolean has(String name) {
        Node node = values.get(name);
        return node != null && !node.isNothing();
    }

    /** Where the value of the name stands, or where the pairs begin if it has none. */
    Place placeOf(String name) {
        Node node = values.get(name);
        return node == null ? place : node.place;
    }

    /** The node of the name; null if it has no value. */
    Node node(String name) {
        return has(name) ? values.get(name) : null;
    }

    /** All names, in their order. */
    Collection<String> names() {
        return values.keySet();
    }

    /** The text of the name with its variables put in; null if it has none, or with a mistake noted. */
    String text(String name) {
        Node node = textNode(name);
        return node == null ? null : reading.resolved(node);
    }

    /** The node of the name if it is a text; null if it has none, or with a mistake noted. */
    Node textNode(String name) {
        Node node = node(name);
        if (node != null && node.kind != Node.Kind.TEXT) {
            reading.problem(node.place, name + ": expected a text, found " + node.kind.words);
            return null;
        }
        return node;
    }

    /** The texts of the name: one, or those of a list; empty if it has none. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        Node node = node(name);
        if (node == null) {
            return texts;
        }
        for (Node item : node.kind == Node.Kind.LIST ? node.children() : Arrays.asList(node)) {
            String text = item.kind == Node.Kind.TEXT ? reading.resolved(item) : null;
            if (item.kind != Node.Kind.TEXT) {
                reading.problem(item.place, name + ": expected a text or a list of texts, found " + item.kind.words);
            } else if (text != null && !text.trim().isEmpty()) {
                texts.add(text.trim());
            }
        }
        return texts;
    }

    /** True or false; {@code fallback} if the name has no value. */
    boolean flag(String name, boolean fallback) {
        String text = text(name);
        if (text == null) {
            return fallback;
        }
        String word = text.trim().toLowerCase(Locale.ROOT);
        if (!word.equals("true") && !word.equals("false")) {
            reading.problem(
                    placeOf(name), name + ": expected true or false, found " + Reading.quoted(values.get(name)));
        }
        return word.equals("true");
    }

    /** One of some words, in any case; null if the name has no value, or with a mistake noted. */
    String choice(String name, String... words) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        for (String word : words) {
            if (word.equalsIgnoreCase(text.trim())) {
                return word;
            }
        }
        reading.problem(
                placeOf(name),
                name + ": expected " + String.join(", ", words) + ", found " + Reading.quoted(values.get(name))
                        + Spelling.hint(text.trim(), Arrays.asList(words)));
        return null;
    }

    /** The pairs of the name, read as {@link #any}; null if it has no value. */
    Fields pairs(String name) {
        Node node = node(name);
        return node == null ? null : any(reading, node);
    }

    /** Texts, numbers and flags by name, as they are written: quotes make a text. */
    Map<String, Object> constants(String name) {
        Map<String, Object> constants = new LinkedHashMap<>();
        Fields pairs = pairs(name);
        if (pairs == null) {
            return constants;
        }
        for (String key : pairs.names()) {
            Node node = pairs.textNode(key);
            String text = node == null ? null : reading.resolved(node);
            if (text != null) {
                constants.put(key, node.isQuoted ? text : Constants.read(text));
            }
        }
        return constants;
    }
}
