// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyLookupTest {

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void fill() {
        environment.put(ApiKeyLookup.ENVIRONMENT_VARIABLE, "from-environment");
        properties.put(ApiKeyLookup.SYSTEM_PROPERTY, " from-property ");
    }

    @Test
    void places_areAskedInOrder() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "from-file\n");
        assertThat(look(" configured ", file.toString()).key()).isEqualTo("configured");
        assertThat(look("${KEY}", file.toString()).key()).isEqualTo("from-file");
        assertThat(look(null, null).key()).isEqualTo("from-environment");
        environment.clear();
        assertThat(look("", "").key()).isEqualTo("from-property");
        properties.clear();
        assertThat(look("KEY_IS_UNDEFINED", null).key()).isNull();
        assertThat(look("KEY_IS_UNDEFINED", null).problem()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "folder", "empty", "large", "nul\0name"})
    void uselessFile_isAProblemAndTheNextPlaceIsAsked(String name) throws IOException {
        Files.createDirectory(folder.resolve("folder"));
        Files.writeString(folder.resolve("empty"), " \n");
        Files.writeString(folder.resolve("large"), "k".repeat(5_000));
        ApiKeyLookup lookup = look(null, folder + "/" + name);
        assertThat(lookup.key()).isEqualTo("from-environment");
        assertThat(lookup.problem()).contains("apiKeyFile");
    }

    private ApiKeyLookup look(String configured, String file) {
        return ApiKeyLookup.of(configured, file, environment::get, properties::get);
    }
}
