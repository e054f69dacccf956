// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

/** Where a rule or a mistake stands: the file or argument, and the line and column counted from 1. Immutable. */
public final class Place {

    private final String source;
    private final int line;
    private final int column;

    /** A place within a file; {@code line} and {@code column} count from 1. */
    public Place(String source, int line, int column) {
        this.source = source;
        this.line = line;
        this.column = column;
    }

    /** A place that has no lines: an argument, say, or an annotation of a class. */
    public static Place of(String source) {
        return new Place(source, 0, 0);
    }

    /** The file as it was named, or what stands for it. */
    public String source() {
        return source;
    }

    /** The line from 1, or 0 where there are none. */
    public int line() {
        return line;
    }

    /** The column from 1, or 0 where there are no lines. */
    public int column() {
        return column;
    }

    /** The same line, {@code columns} further right. */
    Place right(int columns) {
        return line == 0 ? this : new Place(source, line, column + columns);
    }

    /** {@code rules.yaml:12:9}, or the source alone. */
    @Override
    public String toString() {
        return line == 0 ? source : source + ':' + line + ':' + column;
    }
}
