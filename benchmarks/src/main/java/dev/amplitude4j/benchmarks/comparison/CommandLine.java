// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.comparison;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the arguments after {@code peers} ask for. Used by the main thread. */
final class CommandLine {

    static final String HELP = """
            Compares whole processes: amplitude4j, its peers and its floors.

            java -jar benchmarks/target/benchmarks.jar peers [options]

              --quick             one fork of fewer events, the scenarios that goals need; ends within 5 minutes
              --forks N           how often each contestant runs a scenario that goals need (default 1)
              --scenarios A,B     only these scenarios
              --contestants A,B   only these contestants
              --no-floors         without the benchmarks of single calls
              --plots DIR         also draw how cost grows, as SVG files in DIR, which FILE then shows
              --write FILE        also put the report into a Markdown page, between the comments "begin java-17"
                                  and "end java-17", say, so that each version of Java has its own
              --list              names all scenarios and contestants
              --help              prints this
            """;

    private static final int MOST_FORKS = 99;

    private boolean help;
    private boolean list;
    private boolean quick;
    private boolean floors = true;
    private int forks = 1;
    private List<Scenario> scenarios;
    private List<Contestant> contestants = Contestants.all();
    private Path plots;
    private Path page;

    private CommandLine() {}

    /** Throws {@link IllegalArgumentException} with a message for the user if an argument makes no sense. */
    static CommandLine parse(String... arguments) {
        CommandLine commandLine = new CommandLine();
        Iterator<String> rest = List.of(arguments).iterator();
        while (rest.hasNext()) {
            commandLine.take(rest.next(), rest);
        }
        return commandLine;
    }

    private void take(String argument, Iterator<String> rest) {
        switch (argument) {
            case "--help" -> help = true;
            case "--list" -> list = true;
            case "--quick" -> quick = true;
            case "--no-floors" -> floors = false;
            case "--forks" -> forks = number(argument, value(argument, rest));
            case "--scenarios" ->
                scenarios = names(value(argument, rest)).map(Scenarios::byId).toList();
            case "--contestants" ->
                contestants =
                        names(value(argument, rest)).map(Contestants::byId).toList();
            case "--plots" -> plots = Path.of(value(argument, rest));
            case "--write" -> page = Path.of(value(argument, rest));
            default -> throw new IllegalArgumentException("unknown argument " + argument);
        }
    }

    boolean help() {
        return help;
    }

    boolean list() {
        return list;
    }

    boolean quick() {
        return quick;
    }

    boolean floors() {
        return floors;
    }

    int forks() {
        return forks;
    }

    List<Contestant> contestants() {
        return contestants;
    }

    /** What the report has tables of: the scenarios asked for, each once, with the contestants asked for. */
    List<Scenario> tables() {
        Set<String> ids = scenarios().stream().map(Scenario::id).collect(Collectors.toSet());
        return Scenarios.all().stream()
                .filter(scenario -> ids.contains(scenario.id()))
                .map(scenario -> scenario.among(contestants))
                .toList();
    }

    /** Those asked for in turn, each with the contestants asked for; none that nobody runs. */
    List<Scenario> scenarios() {
        List<Scenario> chosen = scenarios != null ? scenarios : quick ? Scenarios.quick() : Scenarios.inOrder();
        return chosen.stream()
                .map(scenario -> scenario.among(contestants))
                .filter(scenario -> !scenario.contestants().isEmpty())
                .toList();
    }

    /** Where pictures go; null for none. */
    Path plots() {
        return plots;
    }

    /** The page that takes the report; null for none. */
    Path page() {
        return page;
    }

    private static Stream<String> names(String list) {
        return Stream.of(list.split(",", -1));
    }

    private static String value(String argument, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(argument + " needs a value");
        }
        return rest.next();
    }

    private static int number(String argument, String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= MOST_FORKS) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, like a number out of range.
        }
        throw new IllegalArgumentException(argument + " needs a number from 1 to " + MOST_FORKS + ", not " + text);
    }
}
