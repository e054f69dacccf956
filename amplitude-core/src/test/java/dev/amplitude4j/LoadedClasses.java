// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which classes a child process loaded on its main thread, in order, from the JVM's own log. Read once it has ended. */
public final class LoadedClasses {

    private static final Pattern LINE = Pattern.compile("\\[(\\d+)\\s*] (\\S+) source: .*");
    private static final String OURS = "dev.amplitude4j.";

    private final List<String> names;

    private LoadedClasses(List<String> names) {
        this.names = names;
    }

    /** The option by which a JVM writes the log. */
    public static String option(Path log) {
        return "-Xlog:class+load:file=" + log + ":tid";
    }

    /** What the thread loaded that loaded the class {@code main}, from there on. */
    public static LoadedClasses of(Path log, Class<?> main) throws IOException {
        String thread = null;
        List<String> names = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                thread = matcher.group(2).equals(main.getName()) ? matcher.group(1) : thread;
                if (matcher.group(1).equals(thread)) {
                    names.add(matcher.group(2));
                }
            }
        }
        return new LoadedClasses(names);
    }

    /** What was loaded after one class and before another. */
    public LoadedClasses between(Class<?> first, Class<?> last) {
        return new LoadedClasses(names.subList(indexOf(first) + 1, indexOf(last)));
    }

    private int indexOf(Class<?> type) {
        int index = names.indexOf(type.getName());
        if (index < 0) {
            throw new AssertionError(type + " was not loaded: " + names);
        }
        return index;
    }

    /** All names. */
    public List<String> all() {
        return names;
    }

    /** Those of amplitude4j. */
    public List<String> ours() {
        return beginningWith(OURS);
    }

    /** Those that begin so. */
    public List<String> beginningWith(String... prefixes) {
        return names.stream()
                .filter(name -> List.of(prefixes).stream().anyMatch(name::startsWith))
                .toList();
    }
}
