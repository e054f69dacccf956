// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.programs;

import dev.amplitude4j.emulator.Emulator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A program in a process of its own, started as its users start it; its output goes to files. Built, started, asked, stopped. */
final class Program implements AutoCloseable {

    /** A key of the form that the emulator takes. */
    static final String KEY = "0123456789abcdef0123456789abcdef";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final List<String> command = new ArrayList<>();
    private final ProcessBuilder builder = new ProcessBuilder();
    private Path log;
    private Process process;

    /** {@code folder} is where it runs, and where its output and the agent's files go. */
    Program(Path folder, String... command) {
        this.folder = folder;
        this.command.addAll(List.of(command));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    }

    /** A program that the build has unpacked. */
    static Path unpacked(String prefix) {
        Path programs = Path.of(System.getProperty("programs.folder"));
        try (Stream<Path> folders = Files.list(programs)) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith(prefix))
                    .findAny()
                    .orElseThrow(() -> new AssertionError(prefix + " is not in " + programs));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The java command that runs this test. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The option that starts the agent with these rules; the events go to that server. */
    static String agent(Path folder, Emulator emulator, String rules) {
        Path file = folder.resolve("rules.yaml");
        String settings = "apiKey: " + KEY + "\nserverUrl: " + emulator.url() + "\nstatusFile: " + status(folder)
                + "\nshutdownTimeout: 60 s\n"; // for a busy machine
        write(file, settings + rules);
        return "-javaagent:" + Path.of(System.getProperty("agent.jar")).normalize() + "=" + file;
    }

    /** Copies a folder with all below it, in the way that a program is installed. */
    static void install(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With a variable of its environment. */
    Program environment(String name, String value) {
        builder.environment().put(name, value);
        return this;
    }

    /** With a file that it writes its log to, which is read beside its output. */
    Program log(Path file) {
        log = file;
        return this;
    }

    Program start() {
        try {
            process = builder.command(command)
                    .directory(folder.toFile())
                    .redirectOutput(folder.resolve("out.txt").toFile())
                    .redirectError(folder.resolve("err.txt").toFile())
                    .start();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until either output or its log has a line with that, and returns its first group. */
    String awaitOutput(String regex) {
        return await(regex, () -> {});
    }

    /** Types a line again and again until there is output with that, for consoles that open before they know their commands. */
    void typeUntil(String line, String regex) {
        await(regex, () -> type(line));
    }

    private String await(String regex, Runnable meanwhile) {
        Pattern pattern = Pattern.compile(regex);
        try {
            Awaitility.await().atMost(PATIENCE).until(() -> {
                boolean over = !process.isAlive() || find(pattern) != null;
                if (!over) {
                    meanwhile.run();
                }
                return over;
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("still without " + regex + this, e);
        }
        String found = find(pattern);
        if (found == null) {
            throw new AssertionError("ended without " + regex + this);
        }
        return found;
    }

    private String find(Pattern pattern) {
        Matcher matcher = pattern.matcher(out() + '\n' + err() + '\n' + log());
        return matcher.find() ? matcher.group(matcher.groupCount()) : null;
    }

    /** Types a line on its console. */
    void type(String line) {
        try {
            OutputStream input = process.getOutputStream();
            input.write((line + '\n').getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            throw new AssertionError("reads no more" + this, e);
        }
    }

    /** Ends what is typed, which many consoles take for a farewell. */
    void endOfInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as {@code kill} does, and waits; scripts pass nothing on, so their children are ended first. */
    void stop() {
        List<ProcessHandle> children = process.descendants().toList();
        children.forEach(ProcessHandle::destroy);
        Awaitility.await().atMost(PATIENCE).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        process.destroy();
        awaitEnd();
    }

    /** Waits until it has ended by itself. */
    void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("still running" + this);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    String out() {
        return text(folder.resolve("out.txt"));
    }

    String err() {
        return text(folder.resolve("err.txt"));
    }

    /** What the agent says of itself, as of its last word. */
    String agentStatus() {
        return text(status(folder));
    }

    private String log() {
        return log == null ? "" : text(log);
    }

    /** All that it has said, and its threads while it runs: what a failure is explained by once its folder is gone. */
    @Override
    public String toString() {
        return "\nout: " + out() + "\nerr: " + err() + "\nlog: " + log() + "\nthreads: "
                + Threads.of(process.toHandle());
    }

    private static Path status(Path folder) {
        return folder.resolve("agent-status.txt");
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
