// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads method patterns, {@code com.acme.OrderService#place(com.acme.Order)}. Used on the thread that reads the rules.
 */
final class MethodPatternParser {

    private static final String EXAMPLE = "com.acme.OrderService#place(com.acme.Order)";

    private final String text;

    private MethodPatternParser(String text) {
        this.text = text;
    }

    static MethodPattern parse(String written) throws SyntaxException {
        return new MethodPatternParser(written).pattern();
    }

    /** Whether the text is a name with dots that a class could have. */
    static boolean isClassName(String name) {
        try {
            checkDotted(name, 0, "class");
            return true;
        } catch (SyntaxException e) {
            return false;
        }
    }

    private MethodPattern pattern() throws SyntaxException {
        int hash = text.indexOf('#');
        int paren = text.indexOf('(');
        if (hash < 0) {
            throw new SyntaxException(0, "expected a class, a # and a method, as in " + EXAMPLE, missingHash(paren));
        }
        int nameEnd = paren < 0 ? text.length() : paren;
        if (paren >= 0 && paren < hash) {
            throw new SyntaxException(paren, "expected the parameters after the method's name: " + EXAMPLE);
        }
        List<String> parameters = paren < 0 ? null : parameters(paren);
        String type = text.substring(0, hash);
        boolean isPackage = type.endsWith(".*");
        String className = isPackage ? type.substring(0, type.length() - 2) : type;
        checkClass(className, isPackage);
        String methodName = text.substring(hash + 1, nameEnd);
        checkMethod(methodName, hash + 1, isPackage ? "" : simpleName(className));
        return new MethodPattern(className, isPackage, methodName, parameters);
    }

    private static String simpleName(String className) {
        return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
    }

    private String missingHash(int paren) {
        int end = paren < 0 ? text.length() : paren;
        int dot = text.lastIndexOf('.', end);
        return dot > 0 ? "; did you mean " + text.substring(0, dot) + '#' + text.substring(dot + 1) + '?' : "";
    }

    private static void checkClass(String name, boolean isPackage) throws SyntaxException {
        if (name.isEmpty() || name.equals("*") || name.equals("**")) {
            throw new SyntaxException(
                    0, "a bare * would match every class; name the class, or a package with all below it: com.acme.*");
        }
        int star = name.indexOf('*');
        if (star >= 0) {
            throw new SyntaxException(
                    star, "a * may only stand for all that a package holds, as the last part: com.acme.*");
        }
        if (isPackage && name.indexOf('.') < 0) {
            throw new SyntaxException(
                    0, "a package of one part is too wide; name at least two parts, as in com.acme.*");
        }
        checkDotted(name, 0, "class");
    }

    private static void checkDotted(String name, int offset, String what) throws SyntaxException {
        int start = 0;
        while (start <= name.length()) {
            int dot = name.indexOf('.', start);
            int end = dot < 0 ? name.length() : dot;
            int wrong = wrongCharacter(name, start, end);
            if (wrong >= 0) {
                throw new SyntaxException(offset + wrong, "expected the name of a " + what + " here");
            }
            start = end + 1;
        }
    }

    /** The index of the first character that no identifier has, or -1. */
    private static int wrongCharacter(String name, int start, int end) {
        if (start == end || !Character.isJavaIdentifierStart(name.charAt(start))) {
            return start;
        }
        for (int i = start + 1; i < end; i++) {
            if (!Character.isJavaIdentifierPart(name.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private static void checkMethod(String name, int offset, String simpleClassName) throws SyntaxException {
        if (name.indexOf('*') >= 0) {
            throw new SyntaxException(
                    offset + name.indexOf('*'),
                    "a * would match every method, getters and all; name the method, and write one rule for each");
        }
        if (name.equals("<init>") || name.equals("new") || name.equals(simpleClassName)) {
            throw new SyntaxException(
                    offset,
                    "constructors make no events, since their object is not finished; name a method that uses it");
        }
        int wrong = wrongCharacter(name, 0, name.length());
        if (wrong >= 0) {
            throw new SyntaxException(offset + wrong, "expected the name of a method here");
        }
    }

    private List<String> parameters(int paren) throws SyntaxException {
        if (!text.endsWith(")")) {
            throw new SyntaxException(text.length(), "expected ) after the parameters");
        }
        String inside = text.substring(paren + 1, text.length() - 1);
        List<String> types = new ArrayList<>();
        int offset = paren + 1;
        String[] parts = inside.trim().isEmpty() ? new String[0] : inside.split(",", -1);
        for (String part : parts) {
            types.add(type(part, offset));
            offset += part.length() + 1;
        }
        return types;
    }

    private static String type(String part, int offset) throws SyntaxException {
        String type = part.trim();
        int start = offset + Math.max(0, part.indexOf(type));
        if (type.indexOf('<') >= 0) {
            throw new SyntaxException(
                    start + type.indexOf('<'),
                    "expected a type without <...>, since type parameters are erased in class files",
                    "; write " + erased(type));
        }
        if (type.endsWith("...")) {
            type = type.substring(0, type.length() - 3) + "[]";
        }
        String element = type;
        while (element.endsWith("[]")) {
            element = element.substring(0, element.length() - 2);
        }
        checkDotted(element, start, "type");
        return type;
    }

    private static String erased(String type) {
        return type.substring(0, type.indexOf('<')) + type.substring(type.lastIndexOf('>') + 1);
    }
}
