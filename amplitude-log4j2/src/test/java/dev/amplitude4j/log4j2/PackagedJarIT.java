// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Reads the packaged jar, which is where a processor that did not run would show; run after packaging. */
class PackagedJarIT {

    private static final String PLUGINS = "META-INF/org/apache/logging/log4j/core/config/plugins/Log4j2Plugins.dat";
    private static final String METADATA =
            "META-INF/native-image/log4j-generated/dev.amplitude4j/amplitude-log4j2/reflect-config.json";
    private static final Set<String> ELEMENTS = Set.of(
            "amplitude",
            "amplitudebatch",
            "amplitudecontext",
            "amplitudeingestionmetadata",
            "amplitudekeys",
            "amplitudeplan",
            "amplitudeprivacy",
            "amplitudequeue",
            "amplituderule",
            "amplitudespool");

    @Test
    void listOfPlugins_hasEveryElement() throws IOException {
        try (JarFile jar = jar();
                DataInputStream in = new DataInputStream(entry(jar, PLUGINS))) {
            assertThat(in.readInt()).as("categories").isEqualTo(1);
            assertThat(in.readUTF()).isEqualTo("core");
            Set<String> names = new TreeSet<>();
            for (int left = in.readInt(); left > 0; left--) {
                names.add(in.readUTF());
                assertThat(jar.getEntry(in.readUTF().replace('.', '/') + ".class"))
                        .isNotNull();
                in.readUTF();
                in.readBoolean();
                in.readBoolean();
            }
            assertThat(names).isEqualTo(new TreeSet<>(ELEMENTS));
        }
    }

    @Test
    void graalMetadata_namesAppenderAndSettings() throws IOException {
        try (JarFile jar = jar();
                InputStream in = entry(jar, METADATA)) {
            JsonNode types = new ObjectMapper().readTree(in);
            assertThat(StreamSupport.stream(types.spliterator(), false)
                            .map(type -> type.path("name").asText()))
                    .contains(AmplitudeAppender.class.getName(), AppenderSettings.class.getName());
        }
    }

    private static JarFile jar() throws IOException {
        return new JarFile(System.getProperty("packaged.jar"));
    }

    private static InputStream entry(JarFile jar, String name) throws IOException {
        assertThat(jar.getEntry(name)).as(name).isNotNull();
        return jar.getInputStream(jar.getEntry(name));
    }
}
