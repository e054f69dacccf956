// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

import dev.amplitude4j.agent.rules.MethodRule;
import dev.amplitude4j.agent.rules.SyntaxException;
import dev.amplitude4j.agent.weave.Annotations.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Finds the methods of one class that rules mean. Leaves out what has no body and what compilers make: bridge and synthetic
 * methods, lambdas among them. Used once, on the thread that loads the class.
 */
final class MethodFinder extends ClassVisitor {

    private static final int WITHOUT_BODY_OR_MADE =
            Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_BRIDGE | Opcodes.ACC_SYNTHETIC;

    private final MatchPlan plan;
    private final ClassFile file;
    private final MetaAnnotations meta;
    private final Failures failures;
    private final Annotations onClass = new Annotations();
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<MethodRule> byClass = new ArrayList<>();
    private String owner;

    private MethodFinder(MatchPlan plan, ClassFile file, MetaAnnotations meta, Failures failures) {
        super(Opcodes.ASM9);
        this.plan = plan;
        this.file = file;
        this.meta = meta;
        this.failures = failures;
    }

    /** {@code classes} gives the bytes of annotations by their internal name, or null; asked for classes that speak of us. */
    static List<Match> find(byte[] bytes, MatchPlan plan, Function<String, byte[]> classes, Failures failures) {
        ClassFile file = new ClassFile(bytes);
        boolean looksInto = plan.speaksOfUs(file);
        MetaAnnotations meta = new MetaAnnotations(plan, looksInto ? classes : null);
        MethodFinder finder = new MethodFinder(plan, file, meta, failures);
        new ClassReader(bytes).accept(finder, ClassReader.SKIP_FRAMES);
        return finder.matches();
    }

    @Override
    public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
        owner = name;
        for (MethodRule rule : plan.rules()) {
            if (MatchPlan.means(rule, name, file)) {
                byClass.add(rule);
            }
        }
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return onClass.onMethod(descriptor);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        if ((access & WITHOUT_BODY_OR_MADE) != 0 || name.startsWith("<")) {
            return null;
        }
        Candidate candidate = new Candidate(name, descriptor, access);
        candidates.add(candidate);
        return candidate.names;
    }

    private List<Match> matches() {
        List<Match> matches = new ArrayList<>();
        for (Candidate candidate : candidates) {
            MethodShape method = new MethodShape(
                    owner, candidate.name, candidate.descriptor, candidate.isStatic, candidate.names.names());
            for (MethodRule rule : byClass) {
                if (rule.method().matchesMethod(candidate.name, candidate.descriptor)) {
                    matches.add(new Match(rule, method, eventName(rule, method, null)));
                }
            }
            addAnnotated(matches, candidate, method);
        }
        return matches;
    }

    private void addAnnotated(List<Match> matches, Candidate candidate, MethodShape method) {
        for (MethodRule rule : plan.rules()) {
            if (rule.annotation() != null) {
                String descriptor = MatchPlan.descriptor(rule.annotation());
                Found own = candidate.annotations.onMethodOf(descriptor);
                Found found = own != null ? own : onClass.onMethodOf(descriptor);
                if (found != null && (own != null || candidate.isPublic)) {
                    matches.add(new Match(rule, method, eventName(rule, method, own)));
                }
            }
        }
        Found event = meta.event(candidate.annotations);
        if (event != null) {
            try {
                MethodRule rule = AnnotatedMethod.rule(method, candidate.annotations, event, meta.event(onClass));
                matches.add(new Match(rule, method, rule.event()));
            } catch (SyntaxException e) {
                failures.failed(
                        method.className() + '#' + method.name(),
                        new IllegalArgumentException("a path in an annotation: " + e.getMessage(), e));
            }
        }
    }

    private static String eventName(MethodRule rule, MethodShape method, Found annotation) {
        if (rule.event() != null) {
            return rule.event();
        }
        boolean isNamed = annotation != null && !annotation.value("value").isEmpty();
        return isNamed ? annotation.value("value") : AnnotatedMethod.byMethod(method);
    }

    /** A method with a body that somebody wrote. */
    private static final class Candidate {
        final String name;
        final String descriptor;
        final boolean isStatic;
        final boolean isPublic;
        final Annotations annotations = new Annotations();
        final MethodNames names;

        Candidate(String name, String descriptor, int access) {
            this.name = name;
            this.descriptor = descriptor;
            this.isStatic = (access & Opcodes.ACC_STATIC) != 0;
            this.isPublic = (access & Opcodes.ACC_PUBLIC) != 0;
            this.names = new MethodNames(isStatic, descriptor, annotations);
        }
    }
}
