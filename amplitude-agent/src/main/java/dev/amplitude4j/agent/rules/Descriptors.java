// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import java.util.ArrayList;
import java.util.List;

/** Reads method descriptors of class files into type names as Java writes them. Without state. */
public final class Descriptors {

    private static final String PRIMITIVES = "BCDFIJSZV";
    private static final String[] NAMES = {"byte", "char", "double", "float", "int", "long", "short", "boolean", "void"
    };

    private Descriptors() {}

    /**
     * {@code (Lcom/acme/Order;[I)V} has the parameters {@code com.acme.Order} and {@code int[]}; inner classes keep
     * their $.
     */
    public static List<String> parameterTypes(String descriptor) {
        List<String> types = new ArrayList<>();
        int end = descriptor.indexOf(')');
        int at = 1;
        while (at < end) {
            int next = afterType(descriptor, at);
            types.add(typeName(descriptor.substring(at, next)));
            at = next;
        }
        return types;
    }

    /** The type that a method returns, or that a field has: the part after the parentheses, or all. */
    public static String typeName(String descriptor) {
        int at = descriptor.indexOf(')') + 1;
        StringBuilder brackets = new StringBuilder();
        while (descriptor.charAt(at) == '[') {
            brackets.append("[]");
            at++;
        }
        int primitive = PRIMITIVES.indexOf(descriptor.charAt(at));
        String name = primitive >= 0
                ? NAMES[primitive]
                : descriptor.substring(at + 1, descriptor.length() - 1).replace('/', '.');
        return name + brackets;
    }

    private static int afterType(String descriptor, int start) {
        int at = start;
        while (descriptor.charAt(at) == '[') {
            at++;
        }
        return descriptor.charAt(at) == 'L' ? descriptor.indexOf(';', at) + 1 : at + 1;
    }
}
