// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

import static net.bytebuddy.matcher.ElementMatchers.any;
import static net.bytebuddy.matcher.ElementMatchers.hasDescriptor;
import static net.bytebuddy.matcher.ElementMatchers.named;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Function;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.InstrumentedType;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.StreamDrainer;

/** Weaves with Byte Buddy. Made when the first class is met that a rule means, which loads some 800 classes. Thread-safe. */
final class ByteBuddyWeaver implements Weaver {

    private final ByteBuddy byteBuddy = new ByteBuddy()
            .with(TypeValidation.DISABLED)
            .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
            .with(InstrumentedType.Factory.Default.FROZEN)
            .with(Implementation.Context.Disabled.Factory.INSTANCE);
    private final ClassFileLocator ours = new OwnClasses();
    private final TypeDescription beginTemplate = template("BeginTemplate");
    private final TypeDescription endTemplate = template("EndTemplate");
    private final TypeDescription logTemplate = template("LogTemplate");

    @Override
    public List<Match> find(ClassLoader loader, byte[] bytes, MatchPlan plan, Failures failures) {
        return MethodFinder.find(bytes, plan, new ClassesOf(loader), failures);
    }

    @Override
    public byte[] weave(ClassLoader loader, String internalName, byte[] bytes, List<Weaving> weavings) {
        String name = internalName.replace('/', '.');
        ClassFileLocator locator = locator(loader, name, bytes);
        DynamicType.Builder<?> woven = byteBuddy.redefine(describe(locator, name), locator);
        for (Weaving weaving : weavings) {
            woven = woven.visit(
                    advice(weaving).on(named(weaving.method.name).and(hasDescriptor(weaving.method.descriptor))));
        }
        return woven.make().getBytes();
    }

    @Override
    public byte[] weaveLogCall(ClassLoader loader, byte[] bytes, LogCall call) {
        String name = call.owner.replace('/', '.');
        ClassFileLocator locator = locator(loader, name, bytes);
        return byteBuddy
                .redefine(describe(locator, name), locator)
                .visit(Advice.withCustomMapping()
                        .bind(Slots.Site.class, call.number)
                        .to(logTemplate, ours)
                        .on(named(call.method).and(call.descriptor == null ? any() : hasDescriptor(call.descriptor))))
                .make()
                .getBytes();
    }

    /** Null for what is not there, or cannot be read. */
    private static byte[] read(ClassLoader loader, String path) {
        try (InputStream in = loader.getResourceAsStream(path)) {
            return in == null ? null : StreamDrainer.DEFAULT.drain(in);
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private Advice advice(Weaving weaving) {
        return Advice.withCustomMapping()
                .bind(Slots.Rule.class, weaving.rule)
                .bind(Slots.Site.class, weaving.site)
                .bind(Slots.A.class, new SlotMapping(weaving.slot(0)))
                .bind(Slots.B.class, new SlotMapping(weaving.slot(1)))
                .bind(Slots.C.class, new SlotMapping(weaving.slot(2)))
                .bind(Slots.D.class, new SlotMapping(weaving.slot(3)))
                .bind(Slots.Result.class, new SlotMapping(weaving.resultSlot()))
                .to(weaving.isAtBegin ? beginTemplate : endTemplate, ours);
    }

    private TypeDescription template(String simpleName) {
        return describe(ours, ByteBuddyWeaver.class.getPackage().getName() + '.' + simpleName);
    }

    private static TypeDescription describe(ClassFileLocator locator, String name) {
        return TypePool.Default.of(locator).describe(name).resolve();
    }

    /**
     * The JDK's classes are not looked for with the application's loader, which may filter them; and what a loader shows to
     * nobody is taken for a class without members: of the types of parameters and results nothing else matters.
     */
    private static ClassFileLocator locator(ClassLoader loader, String name, byte[] bytes) {
        ClassFileLocator itself = ClassFileLocator.Simple.of(name, bytes);
        ClassFileLocator platform = ClassFileLocator.ForClassLoader.of(
                ByteBuddyWeaver.class.getClassLoader().getParent());
        return loader == null
                ? new ClassFileLocator.Compound(itself, platform)
                : new ClassFileLocator.Compound(
                        itself, platform, ClassFileLocator.ForClassLoader.of(loader), new EmptyClasses());
    }

    /** The class files that a loader shows; no lambda, which would cost the start of the application. */
    private static final class ClassesOf implements Function<String, byte[]> {
        private final ClassLoader loader;

        ClassesOf(ClassLoader loader) {
            this.loader = loader;
        }

        @Override
        public byte[] apply(String internalName) {
            return read(loader, internalName + ".class");
        }
    }

    /** Describes every class as one without members. */
    private static final class EmptyClasses implements ClassFileLocator {
        @Override
        public Resolution locate(String name) {
            ClassWriter writer = new ClassWriter(0);
            int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER;
            writer.visit(Opcodes.V1_8, access, name.replace('.', '/'), null, "java/lang/Object", null);
            writer.visitEnd();
            return new Resolution.Explicit(writer.toByteArray());
        }

        @Override
        public void close() {
            // Nothing is held open.
        }
    }

    /** Our own classes by way of our loader, which hands out no URLs. */
    private static final class OwnClasses implements ClassFileLocator {
        @Override
        public Resolution locate(String name) {
            byte[] bytes = read(ByteBuddyWeaver.class.getClassLoader(), name.replace('.', '/') + ".class");
            return bytes == null ? new Resolution.Illegal(name) : new Resolution.Explicit(bytes);
        }

        @Override
        public void close() {
            // Nothing is held open.
        }
    }
}
