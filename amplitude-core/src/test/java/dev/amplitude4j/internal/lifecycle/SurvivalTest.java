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
import org.junit.jupiter.api.Test;

/**
 * Lets delivery fail in the middle of anything: an {@link Error} at the entry of one method of the rooms upload and retry, or
 * of the dispatcher, lambdas included. Whichever it is, no event is lost or counted twice, and work goes on.
 */
class SurvivalTest {

    private static final int INJECTIONS = Integer.getInteger("amplitude4j.injections", 200);

    @Test
    void errorAtAnyStep_losesNothing_andWorkGoesOn() throws ReflectiveOperationException {
        IntUnaryOperator run = (IntUnaryOperator) new FaultyLoader()
                .loadClass(SurvivalRun.class.getName())
                .getDeclaredConstructor()
                .newInstance();
        int steps = run.applyAsInt(0);
        assertThat(steps).isGreaterThan(10_000);
        Random random = new Random();
        for (int i = 0; i < INJECTIONS; i++) {
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
                .or(named("stop"));

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
                    || DISPATCHING.contains(name);
        }

        private byte[] woven(String name) {
            ClassFileLocator locator = ClassFileLocator.ForClassLoader.of(getParent());
            return new ByteBuddy()
                    .redefine(TypePool.Default.of(locator).describe(name).resolve(), locator)
                    .visit(Advice.to(Steps.class)
                            .on(isMethod().and(not(isAbstract())).and(not(OWN_ENTRANCES))))
                    .make()
                    .getBytes();
        }
    }
}
