// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent;

import dev.amplitude4j.emulator.Emulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of an application in a JVM of its own, with the agent's jar or without; its output is kept. Built, run, asked. */
final class AgentRun {

    /** A key of the form that the emulator takes. */
    static final String KEY = "0123456789abcdef0123456789abcdef";

    private static final long PATIENCE_SECONDS = 120;

    private final Path folder;
    private final List<String> jvm = new ArrayList<>();
    private String classPath =
            Path.of("target", "test-classes").toAbsolutePath().toString();
    private Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    private Path directory = Path.of("").toAbsolutePath();
    private int exitCode;

    AgentRun(Path folder) {
        this.folder = folder;
    }

    /** The agent's jar, as the build packed it. */
    static Path jar() {
        return Path.of(System.getProperty("agent.jar", "target/amplitude-agent-0.1.0-SNAPSHOT.jar"))
                .toAbsolutePath();
    }

    /** The head of a rules file whose client sends there, and has the time that a busy machine needs to do so at the end. */
    static String settings(Emulator emulator) {
        return settings(emulator, "60 s");
    }

    /** The same with that time. */
    static String settings(Emulator emulator, String shutdownTimeout) {
        return "apiKey: " + KEY + "\nserverUrl: " + emulator.url() + "\nshutdownTimeout: " + shutdownTimeout + "\n";
    }

    /** With the agent and that rules file. */
    AgentRun agent(String rules) {
        return agentArguments(file("rules.yaml", rules).toString());
    }

    /** With the agent and those arguments. */
    AgentRun agentArguments(String arguments) {
        return jvm("-javaagent:" + jar() + (arguments.isEmpty() ? "" : "=" + arguments));
    }

    /** With options of the JVM. */
    AgentRun jvm(String... options) {
        jvm.addAll(List.of(options));
        return this;
    }

    /** With another class path than the tests' classes. */
    AgentRun classPath(String path) {
        classPath = path;
        return this;
    }

    /** By another runtime than that of the tests. */
    AgentRun java(Path executable) {
        java = executable;
        return this;
    }

    /** In another working directory than that of the tests. */
    AgentRun in(Path folder) {
        directory = folder;
        return this;
    }

    /** Writes a file beside the output. */
    Path file(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs to the end. */
    AgentRun main(String mainClass, String... arguments) {
        try {
            Process process = start(mainClass, arguments);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running; out: " + out() + " err: " + err());
            }
            exitCode = process.exitValue();
            return this;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Starts and returns at once: a class, a jar, or the class of a module. */
    Process start(String mainClass, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.add("-Xmx192m");
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(jvm);
        if (mainClass.endsWith(".jar")) {
            command.add("-jar");
        } else if (mainClass.contains("/")) {
            command.addAll(List.of("-p", classPath, "-m"));
        } else {
            command.addAll(List.of("-cp", classPath));
        }
        command.add(mainClass);
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(folder.resolve("out.txt").toFile())
                    .redirectError(folder.resolve("err.txt").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int exitCode() {
        return exitCode;
    }

    String out() {
        return text("out.txt");
    }

    String err() {
        return text("err.txt");
    }

    String text(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
