// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What is in the jar: everything that stands outside of {@code inst} becomes part of the application's class path. */
class AgentJarTest {

    private static final int JAVA_8 = 52;

    @Test
    void entries_areOnesThatAnApplicationCannotMistakeForItsOwn() throws IOException {
        try (JarFile jar = new JarFile(AgentRun.jar().toFile())) {
            List<String> strange = jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(entry -> entry.getName())
                    .filter(name -> !name.equals("META-INF/MANIFEST.MF")
                            && !name.startsWith("META-INF/amplitude/")
                            && !name.matches("dev/amplitude4j/agent/boot/\\w+\\.class")
                            && !name.equals("boot/bridge.bin")
                            && !(name.startsWith("inst/") && !name.endsWith(".class")))
                    .toList();
            assertThat(strange).isEmpty();
        }
    }

    @Test
    void manifest_namesTheEntryPointsAndNothingOnTheBootClassPath() throws IOException {
        try (JarFile jar = new JarFile(AgentRun.jar().toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            String main = "dev.amplitude4j.agent.boot.AgentMain";
            assertThat(manifest.getValue("Premain-Class")).isEqualTo(main);
            assertThat(manifest.getValue("Agent-Class")).isEqualTo(main);
            assertThat(manifest.getValue("Main-Class")).isEqualTo(main);
            assertThat(manifest.getValue("Boot-Class-Path")).isNull();
            assertThat(manifest.getValue("Multi-Release")).isNull();
            assertThat(manifest.getValue("Can-Redefine-Classes")).isEqualTo("false");
            assertThat(manifest.getValue("Implementation-Version")).isNotBlank();
        }
    }

    @Test
    void classes_areJava8ButForThoseThatAreOnlyLoadedLater() throws IOException {
        try (JarFile jar = new JarFile(AgentRun.jar().toFile())) {
            List<String> newer = jar.stream()
                    .filter(entry -> entry.getName().matches(".*\\.(class|classdata|bin)"))
                    .filter(entry -> major(jar, entry.getName()) > JAVA_8)
                    .map(entry -> entry.getName())
                    .toList();
            assertThat(newer)
                    .containsExactlyInAnyOrder(
                            "inst/dev/amplitude4j/agent/bridge/LookupDefiner.classdata",
                            "inst/dev/amplitude4j/agent/capture/ModuleExporter.classdata");
        }
    }

    @Test
    void size_isAtMostElevenMegabytes() throws IOException {
        assertThat(Files.size(AgentRun.jar())).isLessThanOrEqualTo(11_000_000);
    }

    private static int major(JarFile jar, String name) {
        try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
            byte[] head = in.readNBytes(8);
            return (head[6] & 255) << 8 | (head[7] & 255);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
