// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

/** An application that a test compiles from sources, and packs. */
final class BuiltApplication {

    private final Path directory;

    /** By path within the root of the classes. */
    private final Map<String, byte[]> classes = new TreeMap<>();

    /** Compiles sources, each headed by its package and named after its first public type. */
    BuiltApplication(Path directory, List<String> sources, String... options) throws IOException {
        this.directory = directory;
        List<String> arguments = new ArrayList<>(Arrays.asList(options));
        Path output = Files.createDirectories(directory.resolve("classes"));
        arguments.addAll(List.of("-d", output.toString(), "--release", "8", "-Xlint:-options"));
        for (String source : sources) {
            String type =
                    source.replaceAll("(?s).*?public (?:final |abstract )?(?:class|interface|enum) ([\\w$]+).*", "$1");
            Path file = directory.resolve("src").resolve(type + ".java");
            Files.createDirectories(file.getParent());
            arguments.add(Files.writeString(file, source).toString());
        }
        int exit = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0]));
        assertThat(exit).isZero();
        try (Stream<Path> files = Files.walk(output)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> classes.put(output.relativize(file).toString(), read(file)));
        }
    }

    /** The root of the class files. */
    Path directory() {
        return directory.resolve("classes");
    }

    Path jar() throws IOException {
        return Files.write(directory.resolve("app.jar"), zip(classes));
    }

    /** As Spring Boot packs it: a jar in a jar. */
    Path fatJar() throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        entries.put("BOOT-INF/lib/orders.jar", zip(classes));
        entries.put("BOOT-INF/classpath.idx", new byte[0]);
        return Files.write(directory.resolve("fat.jar"), zip(entries));
    }

    Path war() throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        classes.forEach((path, bytes) -> entries.put("WEB-INF/classes/" + path, bytes));
        entries.put("WEB-INF/lib/broken.jar", new byte[] {1, 2, 3});
        entries.put("WEB-INF/classes/broken.class", new byte[] {1, 2, 3});
        return Files.write(directory.resolve("app.war"), zip(entries));
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
