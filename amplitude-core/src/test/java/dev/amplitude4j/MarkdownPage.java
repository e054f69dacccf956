// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of the project's pages, for the tests that hold its code and its tables of options to the truth. */
public final class MarkdownPage {

    private static final Pattern OPTION = Pattern.compile("`(\\w+)`");

    private final List<String> lines;

    private MarkdownPage(List<String> lines) {
        this.lines = lines;
    }

    /** Reads a page by its path from the root of the project. */
    public static MarkdownPage read(String path) throws IOException {
        return new MarkdownPage(Files.readAllLines(Path.of("..", path.split("/", -1))));
    }

    /** The page as it is. */
    public String text() {
        return String.join("\n", lines) + "\n";
    }

    /** Its rows of tables alone, without prose and examples. */
    public MarkdownPage tables() {
        return new MarkdownPage(
                lines.stream().filter(line -> line.startsWith("|")).toList());
    }

    /** The fenced blocks of that language, without their fences. */
    public List<String> blocks(String language) {
        return all("(?ms)^```" + language + "\\n(.*?)^```$");
    }

    /** What the first group of the expression matches, everywhere on the page. */
    public List<String> all(String expression) {
        return Pattern.compile(expression)
                .matcher(text())
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    /** The rows of all tables of the form {@code | element | `option` | default | meaning |} that name an option. */
    public List<OptionRow> optionRows() {
        List<OptionRow> rows = new ArrayList<>();
        for (String line : lines) {
            List<String> cells =
                    Arrays.stream(line.split("\\|", -1)).map(String::trim).toList();
            Matcher option = OPTION.matcher(cells.size() == 6 ? cells.get(2) : "");
            if (option.matches()) {
                rows.add(new OptionRow(option.group(1), cells.get(3).replace("`", "")));
            }
        }
        return rows;
    }

    /** The cells of the rows of the first table whose first column is headed so. */
    public List<List<String>> rows(String firstHeading) {
        return lines.stream()
                .dropWhile(line -> !line.startsWith("| " + firstHeading + " |"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::trim).toList())
                .map(cells -> cells.subList(1, cells.size() - 1))
                .toList();
    }

    /** What a table says of one option. */
    public record OptionRow(String option, String defaultText) {}
}
