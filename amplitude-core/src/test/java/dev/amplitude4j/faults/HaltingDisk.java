// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static net.bytebuddy.matcher.ElementMatchers.isPublic;
import static net.bytebuddy.matcher.ElementMatchers.isVirtual;

import dev.amplitude4j.internal.spool.SpoolFs;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.pool.TypePool;

/** Ends the JVM in front of one operation of the spool on the disk. Any thread, in a {@link Victim} of its own. */
public final class HaltingDisk {

    private static final AtomicInteger OPERATIONS = new AtomicInteger();
    private static volatile int haltAt;

    private HaltingDisk() {}

    /** Weaves itself into the machine's disk, before that class is used; halts at an operation by its number, 0 for none. */
    static void install(int operation) {
        haltAt = operation;
        weave("dev.amplitude4j.internal.spool.DiskFs");
        weave("dev.amplitude4j.internal.spool.DiskFs$DiskFile");
    }

    /** How many operations there were. */
    static int operations() {
        return OPERATIONS.get();
    }

    private static void weave(String name) {
        ClassLoader loader = HaltingDisk.class.getClassLoader();
        ClassFileLocator classes = ClassFileLocator.ForClassLoader.of(loader);
        try {
            MethodHandles.Lookup room = MethodHandles.privateLookupIn(SpoolFs.class, MethodHandles.lookup());
            new ByteBuddy()
                    .redefine(TypePool.Default.of(classes).describe(name).resolve(), classes)
                    .visit(Advice.to(Entrance.class).on(isPublic().and(isVirtual())))
                    .make()
                    .load(loader, ClassLoadingStrategy.UsingLookup.of(room));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is woven in. */
    static final class Entrance {
        @Advice.OnMethodEnter
        static void enter() {
            operation();
        }
    }

    /** Called in front of each operation. */
    public static void operation() {
        if (OPERATIONS.incrementAndGet() == haltAt) {
            System.err.println(VictimProcess.HALTED + System.currentTimeMillis());
            Runtime.getRuntime().halt(1);
        }
    }
}
