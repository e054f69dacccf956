// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

import java.util.Arrays;

/** What the class file tells of a method that a rule means. Immutable but for the array, which nobody changes. */
public final class MethodShape {

    final String owner;
    final String name;
    final String descriptor;
    final boolean isStatic;
    private final String[] parameterNames;

    MethodShape(String owner, String name, String descriptor, boolean isStatic, String[] parameterNames) {
        this.owner = owner;
        this.name = name;
        this.descriptor = descriptor;
        this.isStatic = isStatic;
        this.parameterNames = parameterNames;
    }

    /** Binary name of the class. */
    public String className() {
        return owner.replace('/', '.');
    }

    /** Name of the method. */
    public String name() {
        return name;
    }

    /** Name and descriptor: what overriding methods have in common. */
    public String signature() {
        return name + descriptor;
    }

    /** Whether there is no {@code this}. */
    public boolean isStatic() {
        return isStatic;
    }

    /** Whether its result is neither primitive nor missing. */
    boolean returnsObject() {
        char kind = descriptor.charAt(descriptor.indexOf(')') + 1);
        return kind == 'L' || kind == '[';
    }

    /** How many parameters it has. */
    public int parameterCount() {
        return parameterNames.length;
    }

    /** Position of the parameter of that name, or -1. */
    public int parameter(String parameterName) {
        return Arrays.asList(parameterNames).indexOf(parameterName);
    }

    /** The names of the parameters as far as the class file tells them. */
    public String parameterNames() {
        return Arrays.toString(parameterNames);
    }

    /** Class, method and descriptor with the names found: equal for the same method after a redeployment. */
    public String key() {
        return owner + '#' + signature() + parameterNames();
    }
}
