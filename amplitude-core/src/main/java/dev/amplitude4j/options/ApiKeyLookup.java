// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.options;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.function.UnaryOperator;

/**
 * Where a front end finds the API key: its own configuration, a file, the environment, a system property, in this order. Used
 * once, on the thread that configures. Immutable.
 */
public final class ApiKeyLookup {

    /** The environment variable: {@value}. */
    public static final String ENVIRONMENT_VARIABLE = "AMPLITUDE_API_KEY";

    /** The system property: {@value}. */
    public static final String SYSTEM_PROPERTY = "amplitude.apiKey";

    private static final int MAX_FILE_BYTES = 4_096;

    private final String key;
    private final String problem;

    private ApiKeyLookup(String key, String problem) {
        this.key = key;
        this.problem = problem;
    }

    /**
     * Looks everywhere. Text that is null, blank or an unresolved variable counts as not set.
     *
     * @param configured the key itself, may be null
     * @param file path of a file that holds nothing but the key, may be null
     */
    public static ApiKeyLookup of(String configured, String file) {
        return of(configured, file, System::getenv, System::getProperty);
    }

    static ApiKeyLookup of(
            String configured, String file, UnaryOperator<String> environment, UnaryOperator<String> properties) {
        if (!SettingText.isUnset(configured)) {
            return new ApiKeyLookup(configured.trim(), null);
        }
        String problem = null;
        if (!SettingText.isUnset(file)) {
            try {
                return new ApiKeyLookup(read(Paths.get(file.trim())), null);
            } catch (IOException | InvalidPathException | SecurityException e) {
                problem = "apiKeyFile '" + file.trim() + "' is of no use ("
                        + e.getClass().getSimpleName() + ")";
            }
        }
        String found = environment.apply(ENVIRONMENT_VARIABLE);
        if (SettingText.isUnset(found)) {
            found = properties.apply(SYSTEM_PROPERTY);
        }
        return new ApiKeyLookup(SettingText.isUnset(found) ? null : found.trim(), problem);
    }

    /** The key, or null if there is none anywhere. */
    public String key() {
        return key;
    }

    /** What was wrong with the file, in words; null if nothing was. */
    public String problem() {
        return problem;
    }

    /** A file that is no plain one is refused unread: reading a pipe would wait for its writer. */
    private static String read(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_FILE_BYTES) {
            throw new IOException("not a small, plain file");
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).trim();
        if (SettingText.isUnset(text)) {
            throw new IOException("empty");
        }
        return text;
    }
}
