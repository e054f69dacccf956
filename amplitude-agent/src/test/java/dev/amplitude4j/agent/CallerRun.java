// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent;

import static org.awaitility.Awaitility.await;

import dev.amplitude4j.emulator.Emulator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of {@link com.acme.Caller} under the agent, with our appender or without. Built, started, asked. */
final class CallerRun {

    private static final String APPENDER = "dev.amplitude4j";

    private final AgentRun run;
    private final Path status;
    private final Emulator emulator;
    private final String framework;
    private final List<Path> libraries = new ArrayList<>();
    private String key = AgentRun.KEY;
    private String appenderPackage;
    private String appenderSettings = "";
    private String shutdownTimeout = "20 s";
    private String uploadInterval = "200 ms";
    private String agentSettings = "";
    private String rule = "method: com.acme.Shop#place, event: Order Placed, user: arg0.customer.id";
    private String other = "";
    private Process process;

    CallerRun(Path folder, Emulator emulator, String framework) {
        this.run = new AgentRun(folder);
        this.status = folder.resolve("status");
        this.emulator = emulator;
        this.framework = framework;
        libraries.addAll(framework.equals("logback") ? Libraries.logback() : Libraries.log4j2());
    }

    /** With our appender configured. */
    CallerRun appender() {
        libraries.addAll(Libraries.appender(framework));
        libraries.addAll(Libraries.needs());
        appenderPackage = APPENDER;
        return this;
    }

    /** With the copy of our appender for Logback that a build has moved to another package. */
    CallerRun movedAppender(Path folder) throws IOException {
        libraries.add(Libraries.moved(Libraries.appender("logback"), folder));
        libraries.addAll(Libraries.needs());
        appenderPackage = Libraries.ELSEWHERE;
        return this;
    }

    /** With another key in the appender than in the agent. */
    CallerRun appenderKey(String other) {
        key = other;
        return this;
    }

    /** With more settings in the appender: elements for Logback, attributes for Log4j2. */
    CallerRun appenderSettings(String more) {
        appenderSettings = more;
        return this;
    }

    /** With that setting of the agent. */
    CallerRun shutdownTimeout(String duration) {
        shutdownTimeout = duration;
        return this;
    }

    /** With that setting of the agent. */
    CallerRun uploadInterval(String duration) {
        uploadInterval = duration;
        return this;
    }

    /** With more lines at the begin of the rules file. */
    CallerRun agentSettings(String more) {
        agentSettings = more;
        return this;
    }

    /** With that rule for methods, in place of one for orders. */
    CallerRun rule(String text) {
        rule = text;
        return this;
    }

    /** With a second application in the JVM, which logs through that framework and has no appender of ours. */
    CallerRun beside(String framework) {
        other = Libraries.classPath(framework.equals("logback") ? Libraries.logback() : Libraries.log4j2());
        return this;
    }

    /** Starts the application, which does these things in turn. */
    CallerRun start(String... words) {
        boolean isLogback = framework.equals("logback");
        Path logback = run.file("logback.xml", logback(isLogback ? appenderPackage : null));
        Path log4j2 = run.file("log4j2.xml", log4j2(isLogback ? null : appenderPackage));
        run.agent(rules())
                .classPath(Libraries.classPath(libraries))
                .jvm(
                        "-Dcaller.other=" + other,
                        "-Dlogback.configurationFile=" + logback,
                        "-Dlog4j2.configurationFile=" + log4j2,
                        "-Dlog4j.configurationFile=" + log4j2);
        List<String> arguments = new ArrayList<>(List.of(framework));
        arguments.addAll(List.of(words));
        process = run.start("com.acme.Caller", arguments.toArray(new String[0]));
        return this;
    }

    /** Lets an application that waits go on. */
    CallerRun goOn() throws IOException {
        try (OutputStream input = process.getOutputStream()) {
            input.write('\n');
        }
        return this;
    }

    /** Waits for the end, which must be a good one. */
    CallerRun end() throws InterruptedException {
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            kill();
            throw new AssertionError("still running: " + run.out() + run.err());
        }
        if (process.exitValue() != 0) {
            throw new AssertionError("exit code " + process.exitValue() + ": " + run.out() + run.err());
        }
        return this;
    }

    void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    /** The line of its output that begins so, without that word; waited for. */
    String line(String word) {
        await().atMost(Duration.ofSeconds(60)).until(() -> run.out().contains(word + " ") || !process.isAlive());
        return run.out()
                .lines()
                .filter(line -> line.startsWith(word + " "))
                .map(line -> line.substring(word.length() + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + word + ": " + run.out() + run.err()));
    }

    /** What the agent says of its client: the first line of the status file. */
    String client() {
        return run.text("status").lines().findFirst().orElse("");
    }

    /** The whole status file. */
    String status() {
        return run.text("status");
    }

    String out() {
        return run.out();
    }

    String err() {
        return run.err();
    }

    private String rules() {
        return AgentRun.settings(emulator, shutdownTimeout) + "statusFile: " + status
                + "\nbatch: { maxParallelUploads: 1, uploadInterval: " + uploadInterval + " }\n" + agentSettings
                + "methods:\n  - { " + rule + " }\n";
    }

    private String logback(String appenderPackage) {
        String appender = appenderPackage == null
                ? ""
                : "<appender name='AMPLITUDE' class='" + appenderPackage + ".logback.AmplitudeAppender'><apiKey>" + key
                        + "</apiKey><serverUrl>" + emulator.url() + "</serverUrl>" + appenderSettings + "</appender>";
        return "<configuration>" + appender + "<root level='INFO'>"
                + (appender.isEmpty() ? "" : "<appender-ref ref='AMPLITUDE'/>") + "</root></configuration>";
    }

    private String log4j2(String appenderPackage) {
        String appender = appenderPackage == null
                ? ""
                : "<Amplitude name='AMPLITUDE' apiKey='" + key + "' serverUrl='" + emulator.url() + "' "
                        + appenderSettings + "/>";
        return "<Configuration status='warn'><Appenders>" + appender + "</Appenders><Loggers><Root level='info'>"
                + (appender.isEmpty() ? "" : "<AppenderRef ref='AMPLITUDE'/>") + "</Root></Loggers></Configuration>";
    }
}
