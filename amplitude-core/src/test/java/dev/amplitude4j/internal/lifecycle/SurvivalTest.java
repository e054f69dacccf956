// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Row P7: lets delivery fail in the middle of anything, by any kind of {@link Throwable} at the entry of one method of the rooms
 * upload, retry and spool, or of the threads, lambdas included. Whichever it is, no event is lost or counted twice, and work goes on.
 * In most runs the next methods fail as well, up to a dozen, as they do where memory is lacking: what sets the books right, and what
 * is tried again.
 */
class SurvivalTest {

    private static final int INJECTIONS = 200;

    @Test
    void errorAtAnyStep_losesNothing_andWorkGoesOn() throws ReflectiveOperationException {
        inject(SurvivalRun.class, INJECTIONS);
    }

    @Test
    void errorAtAnyStepWithASpool_losesNothing_andWorkGoesOn() throws ReflectiveOperationException {
        inject(SpooledSurvivalRun.class, INJECTIONS);
    }

    @Test
    @Tag("faults")
    void p7_errorAtAThousandSteps_losesNothing_andWorkGoesOn() throws ReflectiveOperationException {
        inject(SurvivalRun.class, 500);
        inject(SpooledSurvivalRun.class, 500);
    }

    private static void inject(Class<? extends IntUnaryOperator> type, int injections)
            throws ReflectiveOperationException {
        IntUnaryOperator run = (IntUnaryOperator) new FaultyLoader()
                .loadClass(type.getName())
                .getDeclaredConstructor()
                .newInstance();
        int steps = run.applyAsInt(0);
        assertThat(steps).isGreaterThan(10_000);
        System.out.println(type.getSimpleName() + ": " + injections + " of " + steps + " steps");
        Random random = new Random();
        for (int i = 0; i < injections; i++) {
            int step = 1 + random.nextInt(steps);
            assertThatCode(() -> run.applyAsInt(step)).as("step %d", step).doesNotThrowAnyException();
        }
    }

    /** Loads the project's classes anew, with {@link Steps} woven into those that deliver. */
    private static final class FaultyLoader extends ClassLoader {
        private static final ElementMatcher.Junction<MethodDescription> OWN_ENTRANCES = named("turnSafely")
                .or(named("wake"))
                .or(named("serve"))
                .or(named("flush"))
                .or(named("persist"))
                .or(named("isWoken"))
                .or(named("stop"));

        /** What needs no memory, and so may be relied upon after a failure; or every retry would fail before it began. */
        private static final ElementMatcher.Junction<MethodDescription> SURE =
                named("miss").or(named("answered")).or(named("turn")).or(named("locked"));

        private static final Set<String> DISPATCHING =
                Set.of(Dispatcher.class.getName(), AnswerJudge.class.getName(), Linger.class.getName());

        FaultyLoader() {
            super(SurvivalTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                boolean ours = name.startsWith("dev.amplitude4j.");
                return loaded != null ? loaded : ours ? define(name) : super.loadClass(name, resolve);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = delivers(name) ? woven(name) : in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        private static boolean delivers(String name) {
            return name.startsWith("dev.amplitude4j.internal.upload.")
                    || name.startsWith("dev.amplitude4j.internal.retry.")
                    || isOfTheSpool(name)
                    || DISPATCHING.contains(name);
        }

        private static boolean isOfTheSpool(String name) {
            return name.equals(SpoolThread.class.getName())
                    || (name.startsWith("dev.amplitude4j.internal.spool.") && !name.contains("MemoryFs"));
        }

        private byte[] woven(String name) {
            ClassFileLocator locator = ClassFileLocator.ForClassLoader.of(getParent());
            return new ByteBuddy()
                    .redefine(TypePool.Default.of(locator).describe(name).resolve(), locator)
                    .visit(Advice.to(Steps.class)
                            .on(isMethod()
                                    .and(not(isAbstract()))
                                    .and(not(OWN_ENTRANCES))
                                    .and(not(SURE))))
                    .make()
                    .getBytes();
        }
    }
}
