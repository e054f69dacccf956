// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

/** A name of the event and where its value is found. Immutable. */
public final class Binding {

    private final String name;
    private final ValuePath path;

    /** {@code path} is what the value of {@code name} is taken from. */
    public Binding(String name, ValuePath path) {
        this.name = name;
        this.path = path;
    }

    /** Name of the property or the group type. */
    public String name() {
        return name;
    }

    /** Where its value is found. */
    public ValuePath path() {
        return path;
    }

    /** Name and path. */
    @Override
    public String toString() {
        return name + ": " + path;
    }
}
