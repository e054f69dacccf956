// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.doctor;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** What a class file says of its class: its kin, methods and fields. Immutable once read. */
final class ClassModel extends ClassVisitor {

    /** A method or a field. */
    static final class Member {
        final String name;
        final String descriptor;

        /** With type parameters; null if there are none. */
        final String signature;

        final int access;

        /** Whether Kotlin copies its body into its callers, as it marks by a local variable. */
        boolean isInline;

        /** Texts in the method's code, as those of log calls. */
        final List<String> texts = new ArrayList<>();

        private Member(String name, String descriptor, String signature, int access) {
            this.name = name;
            this.descriptor = descriptor;
            this.signature = signature;
            this.access = access;
        }

        boolean is(int flag) {
            return (access & flag) != 0;
        }
    }

    String name;
    String parent;
    String[] interfaces;
    int access;
    final List<Member> methods = new ArrayList<>();
    final List<Member> fields = new ArrayList<>();

    private ClassModel() {
        super(Opcodes.ASM9);
    }

    /** The class, or null if the bytes cannot be read. */
    static ClassModel readOrNull(byte[] bytes) {
        ClassModel model = new ClassModel();
        try {
            new ClassReader(bytes).accept(model, ClassReader.SKIP_FRAMES);
            return model;
        } catch (RuntimeException e) { // whatever bytes lead the reader to
            return null;
        }
    }

    /** The internal name of the class, or null if the bytes cannot be read. */
    static String nameOrNull(byte[] bytes) {
        try {
            return new ClassReader(bytes).getClassName();
        } catch (RuntimeException e) { // whatever bytes lead the reader to
            return null;
        }
    }

    String binaryName() {
        return name.replace('/', '.');
    }

    boolean isInterface() {
        return (access & Opcodes.ACC_INTERFACE) != 0;
    }

    @Override
    public void visit(
            int version, int flags, String own, String signature, String superName, String[] superInterfaces) {
        name = own;
        access = flags;
        parent = superName;
        interfaces = superInterfaces == null ? new String[0] : superInterfaces;
    }

    @Override
    public FieldVisitor visitField(int flags, String field, String descriptor, String signature, Object value) {
        fields.add(new Member(field, descriptor, signature, flags));
        return null;
    }

    @Override
    public MethodVisitor visitMethod(
            int flags, String method, String descriptor, String signature, String[] exceptions) {
        Member member = new Member(method, descriptor, signature, flags);
        methods.add(member);
        return new CodeReader(member);
    }

    /** Reads the few things of a method's code that matter. */
    private static final class CodeReader extends MethodVisitor {
        private final Member member;

        CodeReader(Member member) {
            super(Opcodes.ASM9);
            this.member = member;
        }

        @Override
        public void visitLdcInsn(Object value) {
            if (value instanceof String) {
                member.texts.add((String) value);
            }
        }

        @Override
        public void visitLocalVariable(
                String variable, String descriptor, String signature, Label start, Label end, int index) {
            member.isInline |= variable.equals("$i$f$" + member.name);
        }
    }
}
