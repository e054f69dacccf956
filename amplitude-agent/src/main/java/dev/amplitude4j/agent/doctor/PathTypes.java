// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.doctor;

import dev.amplitude4j.agent.doctor.ClassModel.Member;
import dev.amplitude4j.agent.rules.PathStep;
import dev.amplitude4j.agent.rules.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;

/** Follows the steps of a path over the types that class files declare, by the order that {@link PathStep} gives. */
final class PathTypes {

    private static final List<String> SIZES = Arrays.asList("size", "length");

    private final Application application;

    PathTypes(Application application) {
        this.application = application;
    }

    /** The types along a path, and where it ends. */
    static final class Trail {
        final List<TypeName> types = new ArrayList<>();

        /** What is wrong, in words; null if nothing is. */
        String problem;

        /** Why the rest cannot be known before the program runs; null if it can. */
        String doubt;

        /** The type at the end; null if it is not known. */
        TypeName end() {
            return problem != null || doubt != null ? null : types.get(types.size() - 1);
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            for (TypeName type : types) {
                text.append(text.length() == 0 ? "" : " -> ").append(type);
            }
            return doubt == null ? text.toString() : text + " -> ? (" + doubt + ')';
        }
    }

    /** Follows the steps from a value of that type. */
    Trail follow(TypeName root, List<PathStep> steps) {
        Trail trail = new Trail();
        trail.types.add(root);
        for (int i = 0; i < steps.size() && trail.problem == null && trail.doubt == null; i++) {
            TypeName from = trail.types.get(trail.types.size() - 1);
            step(trail, from.isOptional() ? held(from) : from, steps.get(i));
        }
        TypeName end = trail.end();
        if (end != null && end.isOptional()) {
            trail.types.add(held(end));
        }
        return trail;
    }

    private static TypeName held(TypeName from) {
        TypeName element = from.element();
        return element == null ? TypeName.named("java.lang.Object") : element;
    }

    private void step(Trail trail, TypeName from, PathStep step) {
        boolean isMap = isA(from, "java/util/Map");
        boolean isCollection = isA(from, "java/util/Collection");
        if (step.isIndex()) {
            index(trail, from, isCollection);
        } else if (SIZES.contains(step.name())
                && (isMap || isCollection || from.isArray() || from.name.equals("java.lang.String"))) {
            trail.types.add(TypeName.named("int"));
        } else if (isMap) {
            known(trail, from.element(), "what the map holds is not declared");
        } else if (from.isPrimitive() || from.isArray()) {
            trail.problem = "a value of type " + from + " has no parts";
        } else {
            member(trail, from, step.name());
        }
    }

    private static void index(Trail trail, TypeName from, boolean isCollection) {
        if (from.isArray() || isCollection) {
            known(trail, from.element(), "what the list holds is not declared");
        } else if (from.name.equals("java.lang.Object")) {
            trail.doubt = "the declared type is Object";
        } else {
            trail.problem = "a value of type " + from + " has no elements; an index needs a list or an array";
        }
    }

    private static void known(Trail trail, TypeName type, String doubt) {
        if (type == null) {
            trail.doubt = doubt;
        } else {
            trail.types.add(type);
        }
    }

    private void member(Trail trail, TypeName from, String name) {
        ClassModel model = application.model(from.internalName());
        if (model == null) {
            trail.doubt = from.name + " is not in the application";
            return;
        }
        TypeName found = find(from.internalName(), name);
        if (found != null) {
            trail.types.add(found);
        } else if (from.name.equals("java.lang.Object") || model.isInterface() || isOpenAbove(from.internalName())) {
            trail.doubt = "no public " + name + " in the declared type " + from + ", perhaps in the one that comes"
                    + hint(from.internalName(), name);
        } else {
            trail.problem = "there is no public " + name + " in " + from.name + hint(from.internalName(), name);
        }
    }

    private TypeName find(String internalName, String name) {
        String capital = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        for (String method : new String[] {"get" + capital, "is" + capital, name}) {
            TypeName found = getter(internalName, method, method.startsWith("is") && !method.equals(name));
            if (found != null) {
                return found;
            }
        }
        for (ClassModel model : kin(internalName)) {
            for (Member field : model.fields) {
                if (field.name.equals(name) && isOpen(field)) {
                    return TypeName.of(field.descriptor, field.signature);
                }
            }
        }
        return null;
    }

    private TypeName getter(String internalName, String name, boolean isFlag) {
        for (ClassModel model : kin(internalName)) {
            for (Member method : model.methods) {
                boolean fits = method.name.equals(name)
                        && method.descriptor.startsWith("()")
                        && isOpen(method)
                        && !method.is(Opcodes.ACC_BRIDGE);
                TypeName result = fits ? TypeName.result(method.descriptor, method.signature) : null;
                boolean isBoolean =
                        result != null && (result.name.equals("boolean") || result.name.endsWith(".Boolean"));
                if (result != null && !result.isVoid() && (!isFlag || isBoolean)) {
                    return result;
                }
            }
        }
        return null;
    }

    private static boolean isOpen(Member member) {
        return member.is(Opcodes.ACC_PUBLIC) && !member.is(Opcodes.ACC_STATIC);
    }

    /** The class and all above it that can be found, classes first. */
    List<ClassModel> kin(String internalName) {
        List<ClassModel> kin = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        addKin(kin, seen, internalName);
        return kin;
    }

    private void addKin(List<ClassModel> kin, Set<String> seen, String internalName) {
        ClassModel model = internalName == null || !seen.add(internalName) ? null : application.model(internalName);
        if (model == null) {
            return;
        }
        kin.add(model);
        addKin(kin, seen, model.parent);
        for (String above : model.interfaces) {
            addKin(kin, seen, above);
        }
    }

    /** Whether something above the class is not in the application, so that its members are not known. */
    private boolean isOpenAbove(String internalName) {
        for (ClassModel model : kin(internalName)) {
            if (model.parent != null && application.model(model.parent) == null) {
                return true;
            }
        }
        return false;
    }

    private boolean isA(TypeName type, String internalName) {
        if (type.isPrimitive() || type.isArray()) {
            return false;
        }
        for (ClassModel model : kin(type.internalName())) {
            if (model.name.equals(internalName)) {
                return true;
            }
        }
        return false;
    }

    private String hint(String internalName, String name) {
        Set<String> names = new HashSet<>();
        boolean isHidden = false;
        for (ClassModel model : kin(internalName)) {
            for (Member field : model.fields) {
                isHidden |= field.name.equals(name) && !isOpen(field);
                if (isOpen(field)) {
                    names.add(field.name);
                }
            }
            for (Member method : model.methods) {
                if (isOpen(method) && method.descriptor.startsWith("()") && !method.descriptor.endsWith(")V")) {
                    names.add(propertyName(method.name));
                }
            }
        }
        return isHidden ? "; the field is not public and has no getter" : Spelling.hint(name, names);
    }

    private static String propertyName(String method) {
        int prefix = method.startsWith("get") ? 3 : method.startsWith("is") ? 2 : 0;
        boolean isGetter = prefix > 0 && method.length() > prefix && Character.isUpperCase(method.charAt(prefix));
        return isGetter
                ? method.substring(prefix, prefix + 1).toLowerCase(Locale.ROOT) + method.substring(prefix + 1)
                : method;
    }
}
