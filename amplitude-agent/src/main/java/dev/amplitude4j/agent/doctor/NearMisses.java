// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.doctor;

import dev.amplitude4j.agent.doctor.Application.ClassFile;
import dev.amplitude4j.agent.doctor.ClassModel.Member;
import dev.amplitude4j.agent.rules.Descriptors;
import dev.amplitude4j.agent.rules.MethodPattern;
import dev.amplitude4j.agent.rules.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;

/** Says why a pattern matched no method, and what may have been meant. */
final class NearMisses {

    private static final int MAX_LISTED = 8;

    private final Application application;

    NearMisses(Application application) {
        this.application = application;
    }

    /** The reason, with a suggestion if there is one. */
    String reason(MethodPattern pattern) {
        if (pattern.isPackage()) {
            return inPackage(pattern);
        }
        ClassModel model = application.has(pattern.internalName()) ? application.model(pattern.internalName()) : null;
        if (model == null) {
            return "there is no class " + pattern.className() + " in the application" + classHint(pattern);
        }
        List<Member> named = named(model, pattern.methodName());
        if (named.isEmpty()) {
            return noSuchMethod(model, pattern);
        }
        List<Member> fitting = new ArrayList<>();
        for (Member method : named) {
            if (pattern.matchesParameters(method.descriptor)) {
                fitting.add(method);
            }
        }
        if (fitting.isEmpty()) {
            return "no " + pattern.methodName() + " of " + pattern.className() + " has these parameters; there are "
                    + signatures(named);
        }
        return model.isInterface()
                ? "the application has no class that declares to implement " + pattern.className()
                : pattern.className() + "#" + pattern.methodName()
                        + " has no body to look into: it is abstract, native or"
                        + " made by the compiler; name a class that overrides it";
    }

    private String inPackage(MethodPattern pattern) {
        Set<String> methods = new LinkedHashSet<>();
        int classes = 0;
        for (ClassFile file : application.classes()) {
            if (pattern.matchesClass(file.internalName)) {
                classes++;
                ClassModel model = application.model(file.internalName);
                for (Member method : model == null ? new ArrayList<Member>() : model.methods) {
                    methods.add(method.name);
                }
            }
        }
        if (classes == 0) {
            return "there is no class in the package " + pattern.className() + " or below it" + classHint(pattern);
        }
        return "none of the " + classes + " classes in " + pattern.className() + ".* has a method like that"
                + Spelling.hint(pattern.methodName(), methods);
    }

    private String classHint(MethodPattern pattern) {
        String name = pattern.className();
        String simple = name.substring(name.lastIndexOf('.') + 1);
        Set<String> sameSimple = new LinkedHashSet<>();
        Set<String> all = new LinkedHashSet<>();
        for (ClassFile file : application.classes()) {
            String other = file.internalName.replace('/', '.');
            String place = pattern.isPackage() ? packageOf(other) : other;
            all.add(place);
            boolean isInner = other.replace('$', '.').equals(name);
            if (isInner || place.endsWith('.' + simple) || place.endsWith('$' + simple)) {
                sameSimple.add(place);
            }
        }
        if (!sameSimple.isEmpty()) {
            return "; did you mean " + String.join(" or ", first(sameSimple)) + "?";
        }
        return Spelling.hint(name, all);
    }

    private static String packageOf(String className) {
        int dot = className.lastIndexOf('.');
        return dot < 0 ? "" : className.substring(0, dot);
    }

    private String noSuchMethod(ClassModel model, MethodPattern pattern) {
        String above = model.parent;
        while (above != null && application.has(above)) {
            ClassModel parent = application.model(above);
            if (parent != null && !named(parent, pattern.methodName()).isEmpty()) {
                return pattern.className() + " inherits " + pattern.methodName()
                        + " and does not override it; did you mean " + parent.binaryName() + '#' + pattern.methodName()
                        + "?";
            }
            above = parent == null ? null : parent.parent;
        }
        Set<String> names = new LinkedHashSet<>();
        for (Member method : model.methods) {
            if (!method.is(Opcodes.ACC_SYNTHETIC) && !method.name.startsWith("<")) {
                names.add(method.name);
            }
        }
        String hint = Spelling.hint(pattern.methodName(), names);
        if (hint.isEmpty() && above != null && !above.startsWith("java/")) {
            hint = "; perhaps it inherits one: what it extends, " + above.replace('/', '.')
                    + ", is not in the application";
        }
        return "there is no method " + pattern.methodName() + " in " + pattern.className()
                + (hint.isEmpty() ? "; there are " + String.join(", ", first(names)) : hint);
    }

    private static List<Member> named(ClassModel model, String name) {
        List<Member> named = new ArrayList<>();
        for (Member method : model.methods) {
            if (method.name.equals(name) && !method.is(Opcodes.ACC_SYNTHETIC)) {
                named.add(method);
            }
        }
        return named;
    }

    private static String signatures(List<Member> methods) {
        Set<String> signatures = new LinkedHashSet<>();
        for (Member method : methods) {
            signatures.add(method.name + '(' + String.join(", ", Descriptors.parameterTypes(method.descriptor)) + ')');
        }
        return String.join(", ", first(signatures));
    }

    private static List<String> first(Set<String> names) {
        List<String> first = new ArrayList<>();
        for (String name : names) {
            if (first.size() == MAX_LISTED) {
                first.add("...");
                break;
            }
            first.add(name);
        }
        return first;
    }
}
