// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads a YAML text into {@link Node}s, bounded in depth and size whatever it holds, or says where it stops being YAML.
 * Used once, on the thread that reads the rules.
 */
final class YamlTree {

    static final int MAX_DEPTH = 20;
    static final int MAX_NODES = 100_000;

    private final String source;
    private final int linesBefore;
    private final Deque<Node> open = new ArrayDeque<>();
    private final Deque<String> openAnchors = new ArrayDeque<>();
    private final Map<String, Node> anchored = new HashMap<>();
    private Node root;
    private int nodes;

    private YamlTree(String source, int linesBefore) {
        this.source = source;
        this.linesBefore = linesBefore;
    }

    /**
     * The root of the text, null if there is nothing in it; or throws with the place of the first mistake.
     *
     * @param linesBefore how many lines of the source stand before the text
     */
    static Node read(String source, String text, int linesBefore) throws YamlException {
        YamlTree tree = new YamlTree(source, linesBefore);
        try {
            tree.read(new ParserImpl(new StreamReader(text), options()));
        } catch (MarkedYAMLException e) {
            throw new YamlException(tree.place(e.getProblemMark()), reason(e));
        } catch (ReaderException e) {
            throw new YamlException(tree.placeOf(text, e.getPosition()), "a character that YAML does not allow");
        } catch (RuntimeException | StackOverflowError e) { // of the library, on input that nobody thought of
            throw new YamlException(
                    Place.of(source), "it cannot be read (" + e.getClass().getName() + ")");
        }
        return tree.root;
    }

    private static String reason(MarkedYAMLException e) {
        String context = e.getContext();
        return context == null ? e.getProblem() : e.getProblem() + ", " + context;
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setProcessComments(false);
        return options;
    }

    private void read(ParserImpl parser) throws YamlException {
        while (true) {
            Event event = parser.getEvent();
            if (event == null || event.is(Event.ID.StreamEnd)) {
                return;
            }
            if (event.is(Event.ID.DocumentEnd) && parser.peekEvent().is(Event.ID.DocumentStart)) {
                throw new YamlException(
                        place(parser.peekEvent().getStartMark()), "a second document (---) begins here");
            }
            take(event);
        }
    }

    private void take(Event event) throws YamlException {
        Place place = place(event.getStartMark());
        if (event instanceof ScalarEvent) {
            ScalarEvent scalar = (ScalarEvent) event;
            checkTag(scalar.getTag(), place);
            String anchor = scalar.getAnchor();
            Node node = Node.text(place, scalar.getValue(), !scalar.isPlain());
            count(1, place);
            remember(anchor, node);
            attach(node);
        } else if (event instanceof AliasEvent) {
            attach(aliased(((AliasEvent) event).getAnchor(), place));
        } else if (event.is(Event.ID.MappingStart) || event.is(Event.ID.SequenceStart)) {
            begin(Node.of(event.is(Event.ID.MappingStart) ? Node.Kind.PAIRS : Node.Kind.LIST, place), event);
        } else if (event.is(Event.ID.MappingEnd) || event.is(Event.ID.SequenceEnd)) {
            Node node = open.pop();
            remember(openAnchors.pop(), node);
            attach(node);
        }
    }

    private void begin(Node node, Event event) throws YamlException {
        if (open.size() == MAX_DEPTH) {
            throw new YamlException(node.place, "more than " + MAX_DEPTH + " levels");
        }
        count(1, node.place);
        checkTag(((CollectionStartEvent) event).getTag(), node.place);
        String anchor = ((NodeEvent) event).getAnchor();
        open.push(node);
        openAnchors.push(anchor == null ? "" : anchor);
    }

    /** Tags of YAML's own say nothing here; {@code !arg0} would be one, and its condition be lost. */
    private static void checkTag(String tag, Place place) throws YamlException {
        if (tag != null && !tag.startsWith("tag:yaml.org,2002:")) {
            throw new YamlException(place, "a text that begins with ! needs quotes");
        }
    }

    private void remember(String anchor, Node node) {
        if (anchor != null && !anchor.isEmpty()) {
            anchored.put(anchor, node);
        }
    }

    private Node aliased(String anchor, Place place) throws YamlException {
        Node node = anchored.get(anchor);
        if (node == null) {
            throw new YamlException(
                    place, "*" + anchor + " stands for nothing before it; a text that begins with * needs quotes");
        }
        count(node.size(), place);
        return node;
    }

    /** Aliases count with all they stand for, so a small text cannot become a large tree. */
    private void count(int more, Place place) throws YamlException {
        nodes += more;
        if (nodes > MAX_NODES) {
            throw new YamlException(place, "more than " + MAX_NODES + " values, aliases counted in full");
        }
    }

    private void attach(Node node) {
        if (open.isEmpty()) {
            root = node;
        } else {
            open.peek().add(node);
        }
    }

    private Place place(Mark mark) {
        return mark == null
                ? Place.of(source)
                : new Place(source, linesBefore + mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Place placeOf(String text, int index) {
        int line = linesBefore + 1;
        int column = 1;
        for (int i = 0; i < index && i < text.length(); i++) {
            boolean ends = text.charAt(i) == '\n';
            line += ends ? 1 : 0;
            column = ends ? 1 : column + 1;
        }
        return new Place(source, line, column);
    }

    /** Says where a text stops being YAML, and why. */
    static final class YamlException extends Exception {
        private final transient Place place;

        YamlException(Place place, String message) {
            super(message, null, false, false);
            this.place = place;
        }

        RuleProblem problem() {
            return new RuleProblem(place, "this is no YAML: " + getMessage());
        }
    }
}
