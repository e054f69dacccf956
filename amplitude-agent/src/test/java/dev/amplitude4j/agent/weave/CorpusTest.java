// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Weaves every method of real libraries at its begin and end, and has the JVM verify the result: with {@code -Pfaults} of all
 * their classes, else of one in four, another one each time. The seed is printed; {@code -Damplitude.seed=N} repeats it.
 */
class CorpusTest {

    /** Compiled by javac, kotlinc and the compiler of Eclipse, some shaded, for Java 5 to 17. */
    private static final List<String> LIBRARIES = List.of(
            "archunit",
            "assertj",
            "awaitility",
            "byte-buddy",
            "hamcrest",
            "jackson",
            "junit",
            "kotlin-stdlib",
            "log4j",
            "logback",
            "okhttp-jvm",
            "okio-jvm",
            "slf4j",
            "snakeyaml");

    private static final int AT_LEAST_CLASSES = 10_000;
    private static final int ONE_IN = 4;

    private final long seed = Long.getLong("amplitude.seed", System.nanoTime());

    private final ByteBuddyWeaver weaver = new ByteBuddyWeaver();
    private final List<String> refused = new ArrayList<>();
    private int named;
    private int verified;
    private int methods;

    @Test
    void everyMethodOfRealLibraries_passesTheVerifierWhenWoven_sampled() throws IOException {
        weave(ONE_IN);
    }

    @Test
    @Tag("faults")
    void everyMethodOfRealLibraries_passesTheVerifierWhenWoven() throws IOException {
        weave(1);
    }

    private void weave(int oneIn) throws IOException {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            File file = new File(entry);
            if (LIBRARIES.stream().anyMatch(file.getName()::startsWith)) {
                weave(file, oneIn);
            }
        }
        System.out.println(
                "seed " + seed + ": of " + named + " classes verified: " + verified + ", woven methods: " + methods);
        assertThat(refused).as("seed %d", seed).isEmpty();
        assertThat(verified).as("seed %d", seed).isGreaterThan(AT_LEAST_CLASSES / oneIn);
    }

    /** Evenly, and from one seed to the next another class of each few. */
    private void weave(File library, int oneIn) throws IOException {
        try (JarFile jar = new JarFile(library);
                Woven loader = new Woven(library.toURI().toURL())) {
            for (JarEntry entry : jar.stream().toList()) {
                String name = entry.getName();
                if (name.endsWith(".class")
                        && !name.startsWith("META-INF/")
                        && !name.contains("-info.")
                        && Math.floorMod(named++ + seed, oneIn) == 0) {
                    link(loader, name.substring(0, name.length() - 6).replace('/', '.'));
                }
            }
        }
    }

    /** To ask for the methods of a class links it, which verifies it, and runs none of its code. */
    private void link(Woven loader, String name) {
        try {
            Method[] unused = Class.forName(name, false, loader).getDeclaredMethods();
            verified++;
        } catch (VerifyError | ClassFormatError e) {
            refused.add(name + ": " + e);
        } catch (ClassNotFoundException | LinkageError e) {
            // It needs a library that is not there, with or without us.
        }
    }

    /** Loads the classes of one library itself, woven. */
    private final class Woven extends URLClassLoader {
        Woven(URL library) {
            super(new URL[] {library}, CorpusTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                String path = name.replace('.', '/') + ".class";
                if (findResource(path) == null) {
                    return super.loadClass(name, resolve);
                }
                byte[] woven = woven(name, path);
                return defineClass(name, woven, 0, woven.length);
            }
        }

        private byte[] woven(String name, String path) throws ClassNotFoundException {
            try (InputStream in = findResource(path).openStream()) {
                byte[] bytes = in.readAllBytes();
                List<Weaving> weavings = weavings(bytes);
                methods += weavings.size();
                return weavings.isEmpty() ? bytes : weaver.weave(this, name.replace('.', '/'), bytes, weavings);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            } catch (RuntimeException e) {
                refused.add(name + " was not woven: " + e);
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private static List<Weaving> weavings(byte[] bytes) {
        List<Weaving> weavings = new ArrayList<>();
        new ClassReader(bytes)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            private String owner;

                            @Override
                            public void visit(int v, int access, String name, String s, String parent, String[] faces) {
                                owner = name;
                            }

                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] thrown) {
                                int without = Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE;
                                if ((access & without) == 0 && !name.startsWith("<")) {
                                    weavings.add(RecordingSites.all(shape(access, name, descriptor), weavings.size()));
                                }
                                return null;
                            }

                            private MethodShape shape(int access, String name, String descriptor) {
                                boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
                                return new MethodShape(owner, name, descriptor, isStatic, new String[0]);
                            }
                        },
                        ClassReader.SKIP_CODE);
        return weavings;
    }
}
