// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent;

import dev.amplitude4j.AmplitudeClient;
import dev.amplitude4j.log4j2.AmplitudeAppenders;
import dev.amplitude4j.logback.AmplitudeAppender;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;

/** Class paths of applications in the tests: libraries by a class of theirs, and copies of ours in another package. */
final class Libraries {

    /** What {@link #moved} copies go to. */
    static final String ELSEWHERE = "org.elsewhere";

    private static final String OURS = "dev/amplitude4j/";

    private Libraries() {}

    /** The tests' own classes, and Logback without our appender. */
    static List<Path> logback() {
        return List.of(
                tests(),
                of(ch.qos.logback.classic.LoggerContext.class),
                of(ch.qos.logback.core.Context.class),
                of(org.slf4j.Logger.class));
    }

    /** The tests' own classes, and Log4j2 without our appender. */
    static List<Path> log4j2() {
        return List.of(
                tests(),
                of(org.apache.logging.log4j.core.LoggerContext.class),
                of(org.apache.logging.log4j.Logger.class));
    }

    /** The tests' own classes, and JBoss LogManager. */
    static List<Path> jboss() {
        return List.of(tests(), of(org.jboss.logmanager.LogManager.class), of(org.wildfly.common.Assert.class));
    }

    /** Our appender for that framework, with the core. */
    static List<Path> appender(String framework) {
        return List.of(
                of(framework.equals("logback") ? AmplitudeAppender.class : AmplitudeAppenders.class),
                of(AmplitudeClient.class));
    }

    /** What the core needs. */
    static List<Path> needs() {
        return List.of(
                of(okhttp3.OkHttpClient.class),
                of(okio.Buffer.class),
                of(kotlin.Unit.class),
                of(com.fasterxml.jackson.databind.ObjectMapper.class),
                of(com.fasterxml.jackson.core.JsonFactory.class),
                of(com.fasterxml.jackson.annotation.JsonProperty.class));
    }

    /** A copy of these with our packages under another name, as a build makes it that shades us. */
    static Path moved(List<Path> libraries, Path folder) throws IOException {
        for (Path library : libraries) {
            if (Files.isDirectory(library)) {
                move(library, folder);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(library)) {
                    move(jar.getPath("/"), folder);
                }
            }
        }
        return folder;
    }

    /** Makes a jar of the tests' applications, with these attributes in its manifest. */
    static Path applicationJar(Path jar, Map<String, String> attributes) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.forEach(manifest.getMainAttributes()::putValue);
        try (Stream<Path> files = Files.list(tests().resolve("com/acme"));
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry("com/acme/" + file.getFileName()));
                Files.copy(file, out);
            }
        }
        return jar;
    }

    static String classPath(List<Path> libraries) {
        return libraries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static Path tests() {
        return Path.of("target", "test-classes").toAbsolutePath();
    }

    private static Path of(Class<?> type) {
        try {
            URI uri = type.getProtectionDomain().getCodeSource().getLocation().toURI();
            return Path.of(uri);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void move(Path root, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> file.toString().endsWith(".class")).forEach(file -> {
                String name = root.relativize(file).toString();
                if (name.startsWith(OURS)) {
                    write(folder.resolve(elsewhere(name)), moved(file));
                }
            });
        }
    }

    private static byte[] moved(Path file) {
        try {
            ClassWriter writer = new ClassWriter(0);
            new ClassReader(Files.readAllBytes(file))
                    .accept(
                            new ClassRemapper(writer, new Remapper(Opcodes.ASM9) {
                                @Override
                                public String map(String internalName) {
                                    return internalName.startsWith(OURS) ? elsewhere(internalName) : internalName;
                                }
                            }),
                            0);
            return writer.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String elsewhere(String name) {
        return ELSEWHERE.replace('.', '/') + name.substring(OURS.length() - 1);
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
