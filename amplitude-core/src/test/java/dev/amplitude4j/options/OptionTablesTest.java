// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.MarkdownPage;
import dev.amplitude4j.MarkdownPage.OptionRow;
import dev.amplitude4j.record.MappingOptions;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the tables of options in the pages to the client's defaults. */
class OptionTablesTest {

    private static final String CONFIGURATION = "docs/configuration.md";

    private final Settings<?> defaults = Options.builder("0123456789abcdef0123456789abcdef");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", CONFIGURATION})
    void defaults_areThoseOfTheClient(String page) throws Exception {
        int checked = 0;
        for (OptionRow row : MarkdownPage.read(page).optionRows()) {
            if (methods(Settings.class).contains(row.option())) {
                assertThat(row.defaultText()).as(page + ": " + row.option()).isEqualTo(defaultText(row.option()));
                checked++;
            }
        }
        assertThat(checked).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", CONFIGURATION})
    void options_exist(String page) throws IOException {
        assertThat(MarkdownPage.read(page).optionRows())
                .extracting(OptionRow::option)
                .isSubsetOf(allOptions());
    }

    @Test
    void configurationPage_namesEveryOption() throws IOException {
        assertThat(MarkdownPage.read(CONFIGURATION).optionRows())
                .extracting(OptionRow::option)
                .containsAll(allOptions());
    }

    private String defaultText(String option) throws ReflectiveOperationException {
        Options http = Options.freeze(defaults);
        Options batch = Options.freeze(Options.builder(defaults.apiKey).useBatch(true));
        return switch (option) {
            case "batchSize" ->
                String.format(Locale.ROOT, "%,d (Batch endpoint: %,d)", http.batchSize(), batch.batchSize());
            case "maxBatchBytes" ->
                size(http.maxBatchBytes()) + " (Batch endpoint: " + size(batch.maxBatchBytes()) + ")";
            case "minIdLength" -> String.valueOf(MappingOptions.DEFAULT_MIN_ID_LENGTH);
            case "plugin" -> text(defaults.plugins);
            default -> {
                Object value = Settings.class.getDeclaredField(option).get(defaults);
                yield option.endsWith("Bytes") ? size(((Number) value).longValue()) : text(value);
            }
        };
    }

    private static String text(Object value) {
        if (value == null || (value instanceof Collection<?> many && many.isEmpty())) {
            return "none";
        }
        if (value instanceof Duration duration) {
            return duration.isZero() ? "0" : duration.toSeconds() + " s";
        }
        return value instanceof StatusListener ? "standard error" : String.valueOf(value);
    }

    private static String size(long bytes) {
        if (bytes % (1 << 20) == 0) {
            return bytes / (1 << 20) + " MiB";
        }
        if (bytes % 1_000_000 == 0) {
            return bytes / 1_000_000 + " MB";
        }
        return bytes % 1_000 == 0 ? bytes / 1_000 + " kB" : bytes / (1 << 10) + " KiB";
    }

    private static Set<String> allOptions() {
        Set<String> all = methods(Settings.class);
        all.addAll(methods(MappingOptions.Builder.class));
        all.remove("build");
        return all;
    }

    private static Set<String> methods(Class<?> builder) {
        Set<String> names = new TreeSet<>();
        Arrays.stream(builder.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(Method::getName)
                .forEach(names::add);
        return names;
    }
}
