// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A part of the rules as it was written, with its place: a text, a list, or pairs. Immutable once read. */
final class Node {

    /** What a node is. */
    enum Kind {
        TEXT("a text"),
        LIST("a list"),
        PAIRS("pairs of name: value");

        final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    final Kind kind;
    final Place place;

    /** The text as written; empty for the other kinds. */
    final String text;

    /** Whether the text stood in quotes or in a block, so that it is text and no number or flag. */
    final boolean isQuoted;

    /** The elements of a list; of pairs, name and value in turns. */
    private final List<Node> children = new ArrayList<>();

    /** How many nodes this one holds, itself included. */
    private int size = 1;

    private Node(Kind kind, Place place, String text, boolean isQuoted) {
        this.kind = kind;
        this.place = place;
        this.text = text;
        this.isQuoted = isQuoted;
    }

    static Node text(Place place, String text, boolean isQuoted) {
        return new Node(Kind.TEXT, place, text, isQuoted);
    }

    static Node of(Kind kind, Place place) {
        return new Node(kind, place, "", false);
    }

    void add(Node child) {
        children.add(child);
        size += child.size;
    }

    List<Node> children() {
        return Collections.unmodifiableList(children);
    }

    int size() {
        return size;
    }

    /** Nothing was written where a value could be, or {@code null} or {@code ~}. */
    boolean isNothing() {
        return kind == Kind.TEXT && !isQuoted && (text.isEmpty() || text.equals("null") || text.equals("~"));
    }
}
