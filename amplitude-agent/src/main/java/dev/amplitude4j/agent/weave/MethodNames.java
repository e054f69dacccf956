// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Collects what a class file tells of one method: the names of its parameters and its annotations. The names come from
 * {@code MethodParameters}, else from the table of local variables that compilers write for debuggers.
 */
final class MethodNames extends MethodVisitor {

    private final Annotations annotations;
    private final String[] names;
    private final int[] slots;
    private int nextParameter;

    MethodNames(boolean isStatic, String descriptor, Annotations annotations) {
        super(Opcodes.ASM9);
        this.annotations = annotations;
        Type[] types = Type.getArgumentTypes(descriptor);
        names = new String[types.length];
        slots = new int[types.length];
        int slot = isStatic ? 0 : 1;
        for (int i = 0; i < types.length; i++) {
            slots[i] = slot;
            slot += types[i].getSize();
        }
    }

    String[] names() {
        return names;
    }

    @Override
    public void visitParameter(String name, int access) {
        if (nextParameter < names.length) {
            names[nextParameter] = name;
        }
        nextParameter++;
    }

    @Override
    public void visitLocalVariable(
            String name, String descriptor, String signature, Label start, Label end, int index) {
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] == index && names[i] == null) {
                names[i] = name;
            }
        }
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return annotations.onMethod(descriptor);
    }

    @Override
    public AnnotationVisitor visitParameterAnnotation(int parameter, String descriptor, boolean visible) {
        return annotations.onParameter(parameter, descriptor);
    }
}
