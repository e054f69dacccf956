// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

import dev.amplitude4j.agent.weave.Annotations.Found;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * What the annotations of annotations say, one level of them, as their class files hold it: an application's own {@code
 * @OrderPlaced} that carries our annotation. Used for one class that speaks of us, on the thread that loads it.
 */
final class MetaAnnotations {

    private final MatchPlan plan;
    private final Function<String, byte[]> classes;
    private final Map<String, Found> known = new HashMap<>();

    /** {@code classes} gives the bytes of a class by its internal name, or null; null looks into nothing. */
    MetaAnnotations(MatchPlan plan, Function<String, byte[]> classes) {
        this.plan = plan;
        this.classes = classes;
    }

    /** The annotation that makes a method an event: one on itself, completed or replaced by one on an annotation of its. */
    Found event(Annotations annotations) {
        Found own = annotations.event(plan);
        if (own != null) {
            return own.is(MatchPlan.EVENT) ? own : own.orElse(on(own));
        }
        for (Found annotation : annotations.found) {
            Found found = annotation.parameter == Annotations.RESULT ? on(annotation) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private Found on(Found annotation) {
        String descriptor = annotation.descriptor;
        if (classes == null || descriptor.startsWith("Ljava/") || annotation.isOurs()) {
            return null;
        }
        if (!known.containsKey(descriptor)) {
            known.put(descriptor, read(classes.apply(descriptor.substring(1, descriptor.length() - 1))));
        }
        return known.get(descriptor);
    }

    private Found read(byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        Annotations annotations = new Annotations();
        int parts = ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES;
        new ClassReader(bytes)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
                                return annotations.onMethod(descriptor);
                            }
                        },
                        parts);
        return annotations.event(plan);
    }
}
