// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** The annotations of one method and its parameters, or of a class, as a class file holds them. Filled while it is read. */
final class Annotations {

    /** Parameter of annotations on the method itself: they speak of its result. */
    static final int RESULT = -1;

    final List<Found> found = new ArrayList<>();

    AnnotationVisitor onMethod(String descriptor) {
        return onParameter(RESULT, descriptor);
    }

    AnnotationVisitor onParameter(int parameter, String descriptor) {
        Found annotation = new Found(parameter, descriptor);
        found.add(annotation);
        return annotation.values();
    }

    /** The first on the method itself whose descriptor is that; null if there is none. */
    Found onMethodOf(String descriptor) {
        for (Found annotation : found) {
            if (annotation.parameter == RESULT && annotation.descriptor.equals(descriptor)) {
                return annotation;
            }
        }
        return null;
    }

    /** The first on the method itself that means an event; null if there is none. */
    Found event(MatchPlan plan) {
        for (Found annotation : found) {
            if (annotation.parameter == RESULT && plan.isEventAnnotation(annotation.descriptor)) {
                return annotation;
            }
        }
        return null;
    }

    /** One annotation: where it stands, its type, its texts and enum constants by name. */
    static final class Found {
        final int parameter;
        final String descriptor;
        private final Map<String, String> values = new HashMap<>();

        Found(int parameter, String descriptor) {
            this.parameter = parameter;
            this.descriptor = descriptor;
        }

        /** Its value of that name, or an empty text. */
        String value(String name) {
            String value = values.get(name);
            return value == null ? "" : value;
        }

        /** Whether it is ours of that name, in whatever package a build has put it. */
        boolean is(String simpleName) {
            return descriptor.endsWith("amplitude4j/annotations/" + simpleName + ';');
        }

        /** Whether it is ours of that name, or stands beside an annotation that was named as one of ours. */
        boolean is(String simpleName, Found event) {
            String folder = event.descriptor.substring(0, event.descriptor.lastIndexOf('/') + 1);
            return is(simpleName) || descriptor.equals(folder + simpleName + ';');
        }

        /** Whether it is one of ours, in whatever package a build has put it. */
        boolean isOurs() {
            return descriptor.contains("amplitude4j/annotations/");
        }

        /** The same with the values of another where it has none; null for none. */
        Found orElse(Found other) {
            if (other != null) {
                other.values.forEach(values::putIfAbsent);
            }
            return this;
        }

        private AnnotationVisitor values() {
            return new AnnotationVisitor(Opcodes.ASM9) {
                @Override
                public void visit(String name, Object value) {
                    if (value instanceof String) {
                        values.put(name, (String) value);
                    }
                }

                @Override
                public void visitEnum(String name, String type, String constant) {
                    values.put(name, constant);
                }
            };
        }
    }
}
