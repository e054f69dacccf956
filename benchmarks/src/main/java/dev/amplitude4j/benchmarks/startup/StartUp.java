// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.startup;

import dev.amplitude4j.benchmarks.report.MarkedBlock;
import dev.amplitude4j.emulator.Emulator;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The command {@code startup}: what agents add to the start of programs. Used once, by the main thread. */
public final class StartUp {

    private static final String HELP = """
            Measures what agents add to the start of programs, ours beside OpenTelemetry's and Datadog's.

            java -jar benchmarks/target/benchmarks.jar startup [options]

              --rounds N      how often each program starts with each agent at most (default 15)
              --minutes N     how long all may take; each program starts at least once (default 8)
              --write FILE    also put the tables into a Markdown page, between the comments "begin startup-java-17" and
                              "end startup-java-17", say, so that each version of Java has its own
              --help          prints this

            mvn -Ppeers -DskipTests package builds and downloads what it needs.
            """;

    private static final int LAST_JAVA_OF_BOOT_27 = 21;

    private final Path repository;
    private final Path work;
    private final Emulator server;

    private StartUp(Path repository, Path work, Emulator server) {
        this.repository = repository;
        this.work = work;
        this.server = server;
    }

    /** Runs what the arguments ask for; {@code target} is the folder of the benchmarks' jar. Returns the exit code. */
    public static int run(String[] arguments, Path target, PrintStream out, PrintStream err)
            throws IOException, InterruptedException {
        int rounds = 15;
        int minutes = 8;
        Path page = null;
        for (int i = 0; i < arguments.length; i += 2) {
            boolean hasValue = i + 1 < arguments.length;
            if (hasValue && arguments[i].equals("--rounds")) {
                rounds = Integer.parseInt(arguments[i + 1]);
            } else if (hasValue && arguments[i].equals("--minutes")) {
                minutes = Integer.parseInt(arguments[i + 1]);
            } else if (hasValue && arguments[i].equals("--write")) {
                page = Path.of(arguments[i + 1]);
            } else {
                boolean isHelp = arguments[i].equals("--help");
                (isHelp ? out : err).print(HELP);
                return isHelp ? 0 : 2;
            }
        }
        Path work = Files.createTempDirectory("startup");
        try (Emulator server = Emulator.start()) {
            Path repository = target.resolve("../..").toRealPath();
            String report = new StartUp(repository, work, server).report(rounds, minutes, err);
            out.print(report);
            if (page != null) {
                MarkedBlock.replace(page, "startup-java-" + Runtime.version().feature(), report);
            }
            return 0;
        }
    }

    private String report(int rounds, int minutes, PrintStream progress) throws IOException, InterruptedException {
        StringBuilder report = new StringBuilder(String.format(
                "Java %s, %s, %d processors; all agents in turn. The first row is absolute, the others say what they add.%n",
                System.getProperty("java.version"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors()));
        long endNanos = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
        List<StartedProgram> programs = programs();
        for (int i = 0; i < programs.size(); i++) {
            long now = System.nanoTime();
            StartTable table = new StartTable(programs.get(i), attachments(programs.get(i)));
            // What one leaves of its share is for those that follow.
            table.rounds(rounds, now + (endNanos - now) / (programs.size() - i), progress);
            report.append('\n').append(table.text());
        }
        return report.toString();
    }

    private List<StartedProgram> programs() throws IOException {
        Path classes = work.resolve("classes");
        String entry = Hello.class.getName().replace('.', '/') + ".class";
        Files.createDirectories(classes.resolve(entry).getParent());
        try (InputStream in = Hello.class.getResourceAsStream("/" + entry)) {
            Files.copy(in, classes.resolve(entry));
        }
        List<StartedProgram> programs = new ArrayList<>();
        programs.add(StartedProgram.hello(classes));
        if (Runtime.version().feature() <= LAST_JAVA_OF_BOOT_27) {
            programs.add(StartedProgram.boot(
                    "2.7", jar(repository.resolve("examples/programs/boot-2.7/target"), "shop-boot-")));
        }
        programs.add(
                StartedProgram.boot("3.5", jar(repository.resolve("examples/programs/boot-3.5/target"), "shop-boot-")));
        return programs;
    }

    private List<Attachment> attachments(StartedProgram program) throws IOException {
        Path ours = jar(repository.resolve("amplitude-agent/target"), "amplitude-agent-");
        Path others = repository.resolve("benchmarks/target/agents");
        Path openTelemetry = jar(others, "opentelemetry-javaagent-");
        String method = program.type() + "#" + program.method();
        List<Attachment> attachments = new ArrayList<>();
        attachments.add(Attachment.none());
        attachments.add(Attachment.empty(Attachment.packEmpty(work.resolve("empty.jar"))));
        attachments.add(Attachment.ours("no rule matches", ours, rules("none", "com.acme.Nowhere#none", "return")));
        attachments.add(Attachment.ours("a rule matches", ours, rules("match", method, "throw")));
        if (program.name().equals("Hello")) {
            attachments.add(Attachment.ours("and an event is made", ours, rules("event", method, "return")));
        }
        attachments.add(Attachment.openTelemetry(openTelemetry, false, program));
        attachments.add(Attachment.openTelemetry(openTelemetry, true, program));
        attachments.add(Attachment.datadog(jar(others, "dd-java-agent-"), program));
        return attachments;
    }

    private Path rules(String name, String method, String on) throws IOException {
        String text = "apiKey: 0123456789abcdef0123456789abcdef\nserverUrl: " + server.url()
                + "\nmethods:\n  - { method: '" + method + "', event: Called, on: " + on + ", user: arg0 }\n";
        return Files.writeString(work.resolve(name + method.replaceAll("\\W", "-") + ".yaml"), text);
    }

    private static Path jar(Path folder, String prefix) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    String name = file.getFileName().toString();
                    if (name.startsWith(prefix) && name.matches(".*\\d(-SNAPSHOT)?\\.jar")) {
                        return file;
                    }
                }
            }
        }
        throw new IOException(folder + " has no " + prefix + "*.jar; run mvn -Ppeers -DskipTests package first");
    }
}
