// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Names the methods of a rule: {@code com.acme.OrderService#place(com.acme.Order)}. The class is an exact binary name
 * ({@code com.acme.Outer$Inner}) or a package with all below it ({@code com.acme.*}). An interface's name stands for
 * the classes that declare to implement it. Without parentheses every overload is meant. Immutable; asked by the weaver
 * on threads that load classes, so the questions take internal names and allocate nothing for classes that do not
 * match.
 */
public final class MethodPattern {

    private final String className;
    private final String internalName;
    private final boolean isPackage;
    private final String methodName;
    private final List<String> parameterTypes;

    MethodPattern(String className, boolean isPackage, String methodName, List<String> parameterTypes) {
        this.className = className;
        this.internalName = className.replace('.', '/') + (isPackage ? "/" : "");
        this.isPackage = isPackage;
        this.methodName = methodName;
        this.parameterTypes =
                parameterTypes == null ? null : Collections.unmodifiableList(new ArrayList<>(parameterTypes));
    }

    /** Reads a pattern as it is written in a rules file. */
    public static MethodPattern parse(String text) throws SyntaxException {
        return MethodPatternParser.parse(text);
    }

    /** Binary name of the class; of the package if {@link #isPackage}, without the star. */
    public String className() {
        return className;
    }

    /** The class's internal name, {@code com/acme/OrderService}; of a package with a slash at the end. */
    public String internalName() {
        return internalName;
    }

    /** Whether all classes of a package and of those below it are meant. */
    public boolean isPackage() {
        return isPackage;
    }

    /** The method's name. */
    public String methodName() {
        return methodName;
    }

    /** Types of the parameters as they are written, or null if any will do. */
    public List<String> parameterTypes() {
        return parameterTypes;
    }

    /** Whether the class of that internal name is meant by its own name or its package's. */
    public boolean matchesClass(String internalClassName) {
        return isPackage ? internalClassName.startsWith(internalName) : internalClassName.equals(internalName);
    }

    /** Whether a method of a class that matches is meant. */
    public boolean matchesMethod(String name, String descriptor) {
        return methodName.equals(name) && matchesParameters(descriptor);
    }

    /** Whether the parameters fit; a type written without a package fits every class of that simple name. */
    public boolean matchesParameters(String descriptor) {
        if (parameterTypes == null) {
            return true;
        }
        List<String> actual = Descriptors.parameterTypes(descriptor);
        boolean fits = actual.size() == parameterTypes.size();
        for (int i = 0; fits && i < actual.size(); i++) {
            fits = fits(parameterTypes.get(i), actual.get(i));
        }
        return fits;
    }

    private static boolean fits(String written, String actual) {
        if (written.equals(actual)) {
            return true;
        }
        String dotted = actual.replace('$', '.');
        return written.equals(dotted) || (written.indexOf('.') < 0 && dotted.endsWith('.' + written));
    }

    /** The pattern as it is written. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(className).append(isPackage ? ".*" : "");
        text.append('#').append(methodName);
        if (parameterTypes != null) {
            text.append('(');
            for (int i = 0; i < parameterTypes.size(); i++) {
                text.append(i == 0 ? "" : ", ").append(parameterTypes.get(i));
            }
            text.append(')');
        }
        return text.toString();
    }
}
