// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.programs;

import static org.awaitility.Awaitility.await;

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

/** A program in a process of its own, started as its users start it; its output goes to files. Built, started, asked, stopped. */
final class Program implements AutoCloseable {

    /** A key of the form that the emulator takes. */
    static final String KEY = "0123456789abcdef0123456789abcdef";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final List<String> command = new ArrayList<>();
    private final ProcessBuilder builder = new ProcessBuilder();
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

    /** Waits until either output has a line with that, and returns its first group. */
    String awaitOutput(String regex) {
        Pattern pattern = Pattern.compile(regex);
        await().alias(regex).atMost(PATIENCE).until(() -> !process.isAlive() || find(pattern) != null);
        String found = find(pattern);
        if (found == null) {
            throw new AssertionError("ended without " + regex + "\nout: " + out() + "\nerr: " + err());
        }
        return found;
    }

    private String find(Pattern pattern) {
        Matcher matcher = pattern.matcher(out() + '\n' + err());
        return matcher.find() ? matcher.group(matcher.groupCount()) : null;
    }

    /** Types a line on its console. */
    void type(String line) {
        try {
            OutputStream input = process.getOutputStream();
            input.write((line + '\n').getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
        await().atMost(PATIENCE).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        process.destroy();
        awaitEnd();
    }

    /** Waits until it has ended by itself. */
    void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("still running\nout: " + out() + "\nerr: " + err());
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
