// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.MarkdownPage;
import dev.amplitude4j.MarkdownPage.OptionRow;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the tables of options in the pages to the defaults of the mapping. */
class MappingTablesTest {

    /** Methods that add one to what a field of another name holds. */
    private static final Map<String, String> FIELDS =
            Map.of("eventProperty", "eventProperties", "userProperty", "userProperties", "rule", "rules");

    private final MappingOptions defaults = MappingOptions.builder().build();

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/configuration.md"})
    void defaults_areThoseOfTheMapping(String page) throws Exception {
        int checked = 0;
        for (OptionRow row : MarkdownPage.read(page).optionRows()) {
            Optional<Field> field = field(row.option());
            if (field.isPresent()) {
                assertThat(row.defaultText())
                        .as(page + ": " + row.option())
                        .isEqualTo(text(field.get().get(defaults)));
                checked++;
            }
        }
        assertThat(checked).isPositive();
    }

    private static Optional<Field> field(String option) {
        String name = FIELDS.getOrDefault(option, option);
        return Arrays.stream(MappingOptions.class.getDeclaredFields())
                .filter(field -> field.getName().equals(name))
                .findFirst();
    }

    private static String text(Object value) {
        if (value == null || value.equals(List.of()) || value.equals(Map.of())) {
            return "none";
        }
        if (value instanceof Collection<?> many) {
            return String.join(", ", many.stream().map(MappingTablesTest::text).toList());
        }
        return value instanceof Enum<?> choice ? choice.name().toLowerCase(Locale.ROOT) : value.toString();
    }
}
