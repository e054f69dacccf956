// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import net.bytebuddy.jar.asm.ClassReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packs of classes in the agent's jar, as the build lays them out and the agent's loader reads them. */
class ClassPackTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.amplitude4j.agent.rules.RulesReader",
                "dev.amplitude4j.agent.weave.AgentTransformer",
                "dev.amplitude4j.options.Options",
                "org.yaml.snakeyaml.scanner.ScannerImpl"
            })
    void startPack_holdsWhatIsLoadedBeforeMain(String name) throws IOException {
        assertThat(nameInside(pack("start"), name)).isEqualTo(name.replace('.', '/'));
    }

    @Test
    void weavePack_holdsTheWeaver() throws IOException {
        assertThat(nameInside(pack("weave"), "net.bytebuddy.ByteBuddy")).isEqualTo("net/bytebuddy/ByteBuddy");
    }

    @Test
    void packedClass_isNowhereElseInTheJar() throws IOException {
        try (JarFile jar = jar()) {
            assertThat(jar.getEntry("inst/net/bytebuddy/ByteBuddy.classdata")).isNull();
            assertThat(jar.getEntry("inst/dev/amplitude4j/agent/rules/RulesReader.classdata"))
                    .isNull();
        }
    }

    @Test
    void everyClass_isFoundAndIsJava8() throws IOException {
        for (String pack : List.of("start", "weave")) {
            ClassPack classes = pack(pack);
            DataInputStream index = new DataInputStream(new ByteArrayInputStream(classes.bytes()));
            int count = index.readInt();
            assertThat(count).isGreaterThan(100);
            for (int i = 0; i < count; i++) {
                byte[] bytes = bytes(classes, i);
                assertThat(classes.find(nameOf(bytes).replace('/', '.'))).isEqualTo(i);
                assertThat(((bytes[6] & 255) << 8) | (bytes[7] & 255)).isLessThanOrEqualTo(52);
            }
        }
    }

    @Test
    void nameThatIsNotHere_isNotFound() throws IOException {
        assertThat(pack("start").find("java.lang.String")).isEqualTo(-1);
        assertThat(pack("start").find("")).isEqualTo(-1);
    }

    @Test
    void otherNameWithTheSameHash_isNotFound() throws IOException {
        String other = "dev.amplitude4j.agent.rules.RulesReader".replaceFirst("Re(?=ader)", "SF");
        assertThat(other).hasSameHashCodeAs("dev.amplitude4j.agent.rules.RulesReader");

        assertThat(pack("start").find(other)).isEqualTo(-1);
    }

    private static String nameInside(ClassPack pack, String name) {
        int index = pack.find(name);
        assertThat(index).as(name).isNotNegative();
        return nameOf(bytes(pack, index));
    }

    private static byte[] bytes(ClassPack pack, int index) {
        return Arrays.copyOfRange(pack.bytes(), pack.start(index), pack.start(index) + pack.length(index));
    }

    private static String nameOf(byte[] type) {
        return new ClassReader(type).getClassName();
    }

    private static ClassPack pack(String name) throws IOException {
        try (JarFile jar = jar();
                InputStream in = jar.getInputStream(jar.getEntry("inst/" + name + ".pack"))) {
            return new ClassPack(in.readAllBytes());
        }
    }

    private static JarFile jar() throws IOException {
        return new JarFile(new File(System.getProperty("agent.jar")));
    }
}
