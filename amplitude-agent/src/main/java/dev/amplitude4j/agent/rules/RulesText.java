// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import dev.amplitude4j.agent.rules.YamlTree.YamlException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the text of a rules file into nodes. Where it is no YAML as a whole, each top-level key is read for itself, and
 * each rule of a list that is none, so that one mistake costs one rule. Used once, on the thread that reads the rules.
 */
final class RulesText {

    private final String source;
    private final String[] lines;
    private final List<RuleProblem> problems;
    private final List<String> unreadable;

    private RulesText(String source, String text, List<RuleProblem> problems, List<String> unreadable) {
        this.source = source;
        this.lines = text.split("\\r\\n|\\r|\\n", -1);
        this.problems = problems;
        this.unreadable = unreadable;
    }

    /**
     * The pairs of the file; null if there is nothing. Mistakes are added to {@code problems}, and to {@code unreadable} the
     * names at the first column whose values are lost by them.
     */
    static Node read(String source, String text, List<RuleProblem> problems, List<String> unreadable) {
        try {
            return YamlTree.read(source, text, 0);
        } catch (YamlException e) {
            int before = problems.size();
            Node node = new RulesText(source, text, problems, unreadable).piecewise();
            if (problems.size() == before) { // every piece can be read, but not together
                problems.add(e.problem());
            }
            return node;
        }
    }

    private Node piecewise() {
        Node root = Node.of(Node.Kind.PAIRS, new Place(source, 1, 1));
        int start = nextKey(0);
        while (start < lines.length) {
            int end = nextKey(start + 1);
            addPairs(root, start, end);
            start = end;
        }
        return root;
    }

    /** The next line that begins with a key at its first column. */
    private int nextKey(int from) {
        int line = from;
        while (line < lines.length && (lines[line].isEmpty() || " \t#-]}".indexOf(lines[line].charAt(0)) >= 0)) {
            line++;
        }
        return line;
    }

    private void addPairs(Node root, int start, int end) {
        try {
            Node pairs = YamlTree.read(source, piece(start, end), start);
            if (pairs != null && pairs.kind == Node.Kind.PAIRS) {
                for (Node child : pairs.children()) {
                    root.add(child);
                }
            }
        } catch (YamlException e) {
            String key = lines[start].trim();
            if (key.equals("methods:") || key.equals("logs:")) {
                root.add(Node.text(new Place(source, start + 1, 1), key.substring(0, key.length() - 1), false));
                root.add(items(start + 1, end));
            } else {
                unreadable.add(name(key));
                problems.add(e.problem());
            }
        }
    }

    private static String name(String line) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? line : line.substring(0, colon).trim();
        return name.replace("\"", "").replace("'", "");
    }

    private Node items(int start, int end) {
        Node list = Node.of(Node.Kind.LIST, new Place(source, start + 1, 1));
        int first = nextItem(start, end, -1);
        int indent = first < end ? indent(first) : 0;
        int item = first;
        while (item < end) {
            int next = nextItem(item + 1, end, indent);
            addItem(list, item, next);
            item = next;
        }
        return list;
    }

    /** The next line that begins with a dash, at that column unless it is -1. */
    private int nextItem(int from, int end, int indent) {
        int line = from;
        while (line < end && !(isItem(line) && (indent < 0 || indent == indent(line)))) {
            line++;
        }
        return line;
    }

    private boolean isItem(int line) {
        String text = lines[line].trim();
        return text.equals("-") || text.startsWith("- ");
    }

    private int indent(int line) {
        return lines[line].indexOf('-');
    }

    private void addItem(Node list, int start, int end) {
        try {
            Node item = YamlTree.read(source, piece(start, end), start);
            for (Node child : item == null ? new ArrayList<Node>() : item.children()) {
                list.add(child);
            }
        } catch (YamlException e) {
            problems.add(e.problem());
        }
    }

    private String piece(int start, int end) {
        StringBuilder text = new StringBuilder();
        for (int i = start; i < end; i++) {
            text.append(lines[i]).append('\n');
        }
        return text.toString();
    }
}
