// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import static dev.amplitude4j.logback.LogbackFixture.API_KEY;
import static dev.amplitude4j.logback.LogbackFixture.root;
import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.MarkdownPage;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/configuration.md to the elements that the appender takes. */
class ConfigurationPageIT {

    private static final String PAGE = "docs/configuration.md";

    @Test
    void example_isUnderstood() throws IOException {
        System.setProperty("AMPLITUDE_API_KEY", API_KEY);
        System.setProperty("PII_SALT", "pepper");
        try (LogbackFixture logback = new LogbackFixture()) {
            logback.xml(MarkdownPage.read(PAGE).blocks("xml").get(0) + root("AMPLITUDE"));

            assertThat(logback.appender().isStarted()).isTrue();
            assertThat(logback.warnings()).isEmpty();
        } finally {
            System.clearProperty("AMPLITUDE_API_KEY");
            System.clearProperty("PII_SALT");
        }
    }

    @Test
    void everyElement_isOnThePage() throws IOException {
        Map<String, Class<?>> own = elements(AppenderSettings.class);
        Stream<String> nested = own.values().stream()
                .filter(type -> type.getPackage() == AppenderSettings.class.getPackage())
                .flatMap(type -> elements(type).keySet().stream());

        assertThat(MarkdownPage.read(PAGE).tables().all("<(\\w+)[^<>]*>"))
                .containsAll(own.keySet())
                .containsAll(nested.toList());
    }

    @Test
    void everyElementOfThePage_isTaken() throws IOException {
        assertThat(MarkdownPage.read(PAGE).tables().all("(?m)^\\| `<([^`]+)>` \\|"))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(isTaken(path)).as(path).isTrue());
    }

    /** Whether there are methods for {@code queue><maxBytes}, say, or {@code plugin class="..."}. */
    private static boolean isTaken(String path) {
        Class<?> type = AppenderSettings.class;
        for (String step : path.split("><", -1)) {
            type = type == null ? null : elements(type).get(step.replaceFirst(" .*", ""));
        }
        return type != null;
    }

    private static Map<String, Class<?>> elements(Class<?> bean) {
        Map<String, Class<?>> elements = new TreeMap<>();
        Arrays.stream(bean.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers())
                        && method.getName().matches("(set|add)[A-Z].*"))
                .forEach((Method method) -> elements.put(elementName(method), method.getParameterTypes()[0]));
        return elements;
    }

    private static String elementName(Method method) {
        String name = method.getName().substring(3);
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
