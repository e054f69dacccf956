// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.doctor;

import dev.amplitude4j.agent.rules.Descriptors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A type as far as a class file tells: its name, and what it holds if it is a collection, a map or the like. Immutable.
 */
final class TypeName {

    private static final List<String> PLAIN = Arrays.asList(
            "boolean",
            "byte",
            "short",
            "int",
            "long",
            "float",
            "double",
            "char",
            "java.lang.String",
            "java.lang.CharSequence",
            "java.lang.Boolean",
            "java.lang.Character",
            "java.util.UUID",
            "java.net.URI",
            "java.util.Date",
            "java.lang.StringBuilder");

    private static final List<String> NUMBERS = Arrays.asList(
            "byte",
            "short",
            "int",
            "long",
            "java.lang.Byte",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.math.BigInteger");

    private static final List<String> DECIMALS = Arrays.asList(
            "float", "double", "java.lang.Float", "java.lang.Double", "java.math.BigDecimal", "java.lang.Number");

    /** As Java writes it, {@code com.acme.Order[]}; inner classes keep their $. */
    final String name;

    /** The last type argument, for what a list, a map or an Optional holds; null if unknown. */
    private final TypeName held;

    private TypeName(String name, TypeName held) {
        this.name = name;
        this.held = held;
    }

    /** The type of a descriptor, and of its generic signature, which may be null. */
    static TypeName of(String descriptor, String signature) {
        TypeName erased = new TypeName(Descriptors.typeName(descriptor), null);
        int open = signature == null ? -1 : signature.indexOf('<');
        if (open <= 0 || signature.charAt(0) != 'L') {
            return erased;
        }
        return new TypeName(erased.name, lastArgument(signature, open));
    }

    /** The types of a method's parameters. */
    static List<TypeName> parameters(String descriptor, String signature) {
        List<String> erased = types(descriptor.substring(1));
        List<String> generic = signature == null || signature.charAt(0) != '(' ? erased : types(signature.substring(1));
        List<TypeName> types = new ArrayList<>();
        for (int i = 0; i < erased.size(); i++) {
            types.add(of(erased.get(i), generic.size() == erased.size() ? generic.get(i) : null));
        }
        return types;
    }

    /** The type that a method returns. */
    static TypeName result(String descriptor, String signature) {
        int end = descriptor.indexOf(')') + 1;
        int genericEnd = signature == null ? -1 : signature.indexOf(')') + 1;
        return of(descriptor.substring(end), genericEnd <= 0 ? null : signature.substring(genericEnd));
    }

    static TypeName named(String name) {
        return new TypeName(name, null);
    }

    private static TypeName lastArgument(String signature, int open) {
        int depth = 0;
        int start = open + 1;
        for (int i = open; i < signature.length(); i++) {
            char c = signature.charAt(i);
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            if (depth == 0) {
                return argument(signature.substring(start, i));
            }
            boolean ends = depth == 1 && (c == ';' || c == '*') && i + 1 < signature.length();
            start = ends && signature.charAt(i + 1) != '>' ? i + 1 : start;
        }
        return null;
    }

    private static TypeName argument(String signature) {
        String bound = signature.startsWith("+") ? signature.substring(1) : signature;
        boolean isType = bound.startsWith("L") || bound.startsWith("[");
        return isType ? of(erased(bound), bound) : null;
    }

    private static String erased(String signature) {
        StringBuilder erased = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < signature.length(); i++) {
            char c = signature.charAt(i);
            depth += c == '<' ? 1 : 0;
            if (depth == 0) {
                erased.append(c);
            }
            depth -= c == '>' ? 1 : 0;
        }
        return erased.toString();
    }

    private static List<String> types(String text) {
        List<String> types = new ArrayList<>();
        int at = 0;
        while (at < text.length() && text.charAt(at) != ')') {
            int start = at;
            while (text.charAt(at) == '[') {
                at++;
            }
            at = "LT".indexOf(text.charAt(at)) >= 0 ? afterClass(text, at) : at + 1;
            types.add(text.substring(start, at));
        }
        return types;
    }

    private static int afterClass(String text, int start) {
        int depth = 0;
        int at = start;
        while (at < text.length() && (depth > 0 || text.charAt(at) != ';')) {
            depth += text.charAt(at) == '<' ? 1 : text.charAt(at) == '>' ? -1 : 0;
            at++;
        }
        return at + 1;
    }

    boolean isArray() {
        return name.endsWith("[]");
    }

    /** The type of an array's element, or of what a list or an Optional holds; null if unknown. */
    TypeName element() {
        return isArray() ? new TypeName(name.substring(0, name.length() - 2), null) : held;
    }

    boolean isPrimitive() {
        return name.indexOf('.') < 0 && !isArray();
    }

    boolean isVoid() {
        return name.equals("void");
    }

    boolean isOptional() {
        return name.equals("java.util.Optional");
    }

    String internalName() {
        return name.replace('.', '/');
    }

    /** A value such as this type's ones are sent as; null if its values are objects, which are left out. */
    Object sample() {
        if (name.equals("boolean") || name.equals("java.lang.Boolean")) {
            return true;
        }
        if (NUMBERS.contains(name) || name.startsWith("java.util.concurrent.atomic.Atomic")) {
            return 1;
        }
        if (DECIMALS.contains(name)) {
            return 1.5;
        }
        return PLAIN.contains(name) || name.startsWith("java.time.") ? "text" : null;
    }

    /** Without its package. */
    String simpleName() {
        String simple = name.substring(name.lastIndexOf('.') + 1);
        return held == null ? simple : simple + '<' + held.simpleName() + '>';
    }

    @Override
    public String toString() {
        return simpleName();
    }
}
