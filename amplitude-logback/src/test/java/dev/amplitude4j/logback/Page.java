// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** One of the project's pages, for the tests that hold its code to the truth. */
record Page(String text) {

    /** Reads a page by its path from the root of the project. */
    static Page read(String path) throws IOException {
        return new Page(Files.readString(Path.of("..", path.split("/", -1))));
    }

    /** The fenced blocks of that language, without their fences. */
    List<String> blocks(String language) {
        return all("(?ms)^```" + language + "\\n(.*?)^```$");
    }

    /** What the first group of the expression matches, everywhere on the page. */
    List<String> all(String expression) {
        return Pattern.compile(expression)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
