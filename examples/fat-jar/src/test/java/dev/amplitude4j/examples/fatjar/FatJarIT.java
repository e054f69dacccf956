// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.fatjar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.amplitude4j.MarkdownPage;
import dev.amplitude4j.emulator.Emulator;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the packaged jar in a JVM of its own, and copies of it as they are when the lists of plugins are not merged. */
@Timeout(300)
class FatJarIT {

    private static final Path JAR = Path.of("target", "fat-jar.jar");
    private static final String PLUGINS = "META-INF/org/apache/logging/log4j/core/config/plugins/Log4j2Plugins.dat";

    private static final int ROUNDS = 3;

    private final Emulator emulator = Emulator.start();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void mergedJar_sendsTheEvent() throws Exception {
        String output = run(JAR);
        // A busy machine may not start a JVM and send its event within the five seconds that the appender has for that.
        for (int round = 1; round < ROUNDS && emulator.received().isEmpty(); round++) {
            output = run(JAR);
        }

        assertThat(output).contains("Application - Order Completed").doesNotContain("WARN", "ERROR");
        assertThat(emulator.received()).singleElement().satisfies(event -> {
            JsonNode json = event.node();
            assertThat(json.path("event_type").asText()).isEqualTo("Order Completed");
            assertThat(json.path("user_id").asText()).isEqualTo("user-42");
            assertThat(json.path("event_properties").path("total").asDouble()).isEqualTo(42.5);
            assertThat(json.path("event_properties").path("currency").asText()).isEqualTo("EUR");
        });
    }

    @Test
    void jarWithTheListOfLog4jOnly_logsButDoesNotKnowTheAppender() throws Exception {
        String output = run(copyWithTheListOf("log4j-core"));

        assertThat(output)
                .contains("Application - Order Completed")
                .contains("invalid element or attribute \"Amplitude\"")
                .contains("Unable to locate appender \"AMPLITUDE\"");
        assertThat(emulator.received()).isEmpty();
    }

    @Test
    void jarWithTheListOfTheAppenderOnly_saysNothingAtAll() throws Exception {
        String output = run(copyWithTheListOf("amplitude-log4j2"));

        assertThat(output).isEmpty();
        assertThat(emulator.received()).isEmpty();
    }

    @Test
    void readme_saysWhatThePomSays() throws Exception {
        String pom = Files.readString(Path.of("pom.xml"))
                .replace("${log4j.transform.version}", System.getProperty("log4j.transform.version"));

        assertThat(MarkdownPage.read("../README.md").blocks("xml"))
                .filteredOn(block -> block.contains("<transformer "))
                .singleElement()
                .satisfies(block -> assertThat(block.lines()
                                .map(line -> line.replaceFirst("<!--.*-->", "").trim()))
                        .allSatisfy(line -> assertThat(pom).contains(line)));
    }

    /** Runs the jar to its end, which is a good one in any case; returns what it printed. */
    private String run(Path jar) throws Exception {
        Path output = folder.resolve("output.txt");
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        command.environment().put("AMPLITUDE_API_KEY", "0123456789abcdef0123456789abcdef");
        command.environment().put("AMPLITUDE_SERVER_URL", emulator.url());
        Process process = command.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String printed = Files.readString(output);
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }

    /** What the shade plugin makes without the transformer: of the files of one name, one is kept. */
    private Path copyWithTheListOf(String module) throws Exception {
        Path copy = Files.copy(JAR, folder.resolve("unmerged.jar"));
        URL list = Collections.list(getClass().getClassLoader().getResources(PLUGINS)).stream()
                .filter(url -> url.toString().contains(module))
                .findFirst()
                .orElseThrow();
        try (FileSystem zip = FileSystems.newFileSystem(copy, Map.of());
                InputStream bytes = list.openStream()) {
            Files.copy(bytes, zip.getPath(PLUGINS), StandardCopyOption.REPLACE_EXISTING);
        }
        return copy;
    }
}
