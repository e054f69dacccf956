// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.comparison;

import dev.amplitude4j.benchmarks.figures.Readings;
import dev.amplitude4j.benchmarks.report.MarkedBlock;
import dev.amplitude4j.benchmarks.server.TestCertificate;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The comparison of whole processes, from its arguments to its report. Used by the main thread, once. */
public final class Comparison {

    /** The store in the work folder that holds the server's certificate. */
    static final String KEY_STORE = "certificate.p12";

    /** The file in the work folder that takes all figures of all trials. */
    private static final String READINGS = "readings.txt";

    private static final int STARTS = 5;
    private static final int QUICK_STARTS = 3;
    private static final int BAD_ARGUMENTS = 2;
    private static final int CANNOT_RUN = 1;
    /** After so long, a run starts nothing more: it ends within 5 minutes if quick, else within about 13 for each fork. */
    private static final long QUICK_NANOS = TimeUnit.SECONDS.toNanos(270);

    private static final long FORK_NANOS = TimeUnit.SECONDS.toNanos(790);

    private final long startNanos = System.nanoTime();
    private final Results results = new Results();
    private final CommandLine commandLine;
    private final Path target;
    private final Path work;
    private final long maxNanos;
    private final PrintStream out;

    private Comparison(CommandLine commandLine, Path target, PrintStream out) throws IOException {
        this.commandLine = commandLine;
        this.maxNanos = commandLine.quick() ? QUICK_NANOS : commandLine.forks() * FORK_NANOS;
        this.target = target;
        this.work = Files.createDirectories(target.resolve("comparison"));
        this.out = out;
    }

    /** Does what the arguments ask for; {@code target} holds {@code peers}. Answers the exit status. */
    public static int run(String[] arguments, Path target, PrintStream out, PrintStream err)
            throws InterruptedException {
        CommandLine commandLine;
        try {
            commandLine = CommandLine.parse(arguments);
        } catch (IllegalArgumentException e) {
            err.println("benchmarks: " + e.getMessage() + "; --help tells what there is");
            return BAD_ARGUMENTS;
        }
        if (commandLine.help() || commandLine.list()) {
            out.print(commandLine.help() ? CommandLine.HELP : list());
            return 0;
        }
        if (!Files.isDirectory(target.resolve("peers"))) {
            err.println("benchmarks: no peers in " + target.resolve("peers") + "; build them: mvn -Ppeers package");
            return CANNOT_RUN;
        }
        try {
            new Comparison(commandLine, target, out).compare();
            return 0;
        } catch (IOException e) {
            err.println("benchmarks: " + e.getMessage());
            return CANNOT_RUN;
        }
    }

    private void compare() throws IOException, InterruptedException {
        List<Scenario> scenarios = commandLine.scenarios();
        if (commandLine.floors()) {
            out.println("calls, by JMH ...");
            Floors.run(commandLine.quick(), agent(), work, results);
        }
        Path keyStore = work.resolve(KEY_STORE);
        Files.deleteIfExists(keyStore);
        TestCertificate.make(keyStore);
        try (ServerProcess server = ServerProcess.start(keyStore)) {
            Conditions conditions = Conditions.of(server, work, commandLine.quick());
            for (int fork = 1; fork <= commandLine.forks(); fork++) {
                for (Scenario scenario : scenarios) {
                    if (fork == 1 || Scenarios.isDecisive(scenario.id())) {
                        repeat(scenario, conditions);
                    }
                }
            }
        }
        publish(new Report(results).text(commandLine.tables()));
    }

    /** A start is over soon, and differs much from the next. */
    private void repeat(Scenario scenario, Conditions conditions) throws IOException, InterruptedException {
        int starts = commandLine.quick() ? QUICK_STARTS : STARTS;
        int times = scenario.isStartup() ? starts : 1;
        for (int i = 0; i < times; i++) {
            run(scenario, conditions);
        }
    }

    /** Every contestant once, one after the other, so that a disturbance of the machine meets neighbours alike. */
    private void run(Scenario scenario, Conditions conditions) throws IOException, InterruptedException {
        for (Contestant contestant : scenario.contestants()) {
            if (System.nanoTime() - startNanos > maxNanos) {
                say(scenario, contestant, "left out, the time is over");
                continue;
            }
            Trial trial = new Trial(contestant, scenario, conditions, classPath(contestant));
            Optional<Readings> readings = trial.run();
            readings.ifPresentOrElse(
                    figures -> results.add(scenario.id(), contestant.id(), figures),
                    () -> results.addFailure(scenario.id(), contestant.id()));
            say(scenario, contestant, outcome(readings, trial));
            Files.writeString(
                    work.resolve(READINGS),
                    scenario.id() + " " + contestant.id() + " "
                            + readings.map(Readings::toLine).orElse("failed") + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    private static String outcome(Optional<Readings> readings, Trial trial) {
        double ended = readings.map(figures -> figures.get(Trial.ENDED)).orElse(Double.NaN);
        if (ended > 0) {
            return "ended after " + (int) ended + " s";
        }
        return readings.isPresent() ? "done" : "failed; see " + trial.log();
    }

    /** The agent's jar, which the build has put beside the peers. */
    private Path agent() throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(target.resolve("agent"), "*.jar")) {
            return jars.iterator().next();
        }
    }

    private String classPath(Contestant contestant) {
        return target.resolve("peers").resolve(contestant.folder()) + "/*";
    }

    private void say(Scenario scenario, Contestant contestant, String what) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
        out.println(seconds + " s: " + scenario.id() + ", " + contestant.id() + ": " + what);
    }

    private void publish(String report) throws IOException {
        out.println();
        out.println(report);
        Files.writeString(work.resolve("report.md"), report);
        Path plots = commandLine.plots();
        Path page = commandLine.page() == null ? work.resolve("report.md") : commandLine.page();
        String pictures = plots == null ? "" : Curves.draw(results, plots, page);
        if (commandLine.page() != null) {
            String block = "java-" + Runtime.version().feature();
            MarkedBlock.replace(page, block, report + pictures);
        }
    }

    private static String list() {
        StringBuilder list = new StringBuilder("scenarios:\n");
        Scenarios.all()
                .forEach(s -> list.append("  ")
                        .append(s.id())
                        .append(": ")
                        .append(s.title())
                        .append('\n'));
        list.append("contestants:\n");
        Contestants.all()
                .forEach(c -> list.append("  ")
                        .append(c.id())
                        .append(": ")
                        .append(c.title())
                        .append('\n'));
        return list.toString();
    }
}
