// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

/**
 * One step of a path, from a value to one of its parts. Immutable.
 *
 * <p>A name is looked for in this order: the key, if the value is a {@code Map}; {@code size} or {@code length} of a
 * collection, map, array or text; then the public members {@code getName()}, {@code isName()} if it returns a boolean,
 * {@code name()}, and the field {@code name}. Nothing else of an application's object is ever called.
 */
public final class PathStep {

    private final String name;
    private final int index;

    private PathStep(String name, int index) {
        this.name = name;
        this.index = index;
    }

    static PathStep name(String name) {
        return new PathStep(name, -1);
    }

    static PathStep index(int index) {
        return new PathStep(null, index);
    }

    /** Whether the step takes an element of an array or a list by its {@link #index}; else it goes by {@link #name}. */
    public boolean isIndex() {
        return name == null;
    }

    /** The name; null if the step is an index. */
    public String name() {
        return name;
    }

    /** The index from 0; -1 if the step is a name. */
    public int index() {
        return index;
    }

    /** {@code .name} or {@code [index]}, as it is written. */
    @Override
    public String toString() {
        return isIndex() ? "[" + index + ']' : '.' + name;
    }
}
