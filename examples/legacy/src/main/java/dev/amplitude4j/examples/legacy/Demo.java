// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.legacy;

import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.emulator.store.StoredEvent;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the old service, unmodified, in a JVM of its own with the agent and a rules file, and a local Amplitude in this one.
 * Ends when the service ends; then compares what the agent says it sent with what arrived, and ends with 0 only if they agree.
 */
public final class Demo {

    private static final long PAUSE_MILLIS = 20;
    private static final long DEFAULT_SECONDS = 30;
    private static final Pattern CLIENT =
            Pattern.compile("client: accepted=(\\d+) delivered=(\\d+) dropped=\\{(.*?)} pending=(\\d+).*");

    private Demo() {}

    /** Runs the demo and ends the JVM. */
    public static void main(String[] args) throws IOException, InterruptedException {
        boolean holds;
        try (Emulator emulator = Emulator.start()) {
            Path status = Files.createTempFile("oldshop", ".status");
            run(emulator, status);
            holds = compare(emulator, status);
            Files.delete(status);
        }
        System.exit(holds ? 0 : 1);
    }

    private static void run(Emulator emulator, Path status) throws IOException, InterruptedException {
        long seconds = Long.getLong("demo.seconds", 0) > 0 ? Long.getLong("demo.seconds") : DEFAULT_SECONDS;
        System.out.println("demo: oldshop takes orders for " + seconds + " s; its jar knows nothing of us");
        System.out.println("demo: the rules         " + System.getProperty("legacy.rules"));
        System.out.println("demo: what has arrived  " + emulator.url() + "/");
        ProcessBuilder oldshop = new ProcessBuilder(command(seconds * 1_000 / PAUSE_MILLIS))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        oldshop.environment().put("AMPLITUDE_API_KEY", "0123456789abcdef0123456789abcdef");
        oldshop.environment().put("AMPLITUDE_AGENT_SERVER_URL", emulator.url());
        oldshop.environment().put("AMPLITUDE_AGENT_STATUS_FILE", status.toString());
        Process process = oldshop.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "demo-stop"));
        while (!process.waitFor(3, TimeUnit.SECONDS)) {
            System.out.println("demo: received=" + emulator.counts().events());
        }
    }

    private static List<String> command(long orders) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-javaagent:" + System.getProperty("agent.jar") + "=" + System.getProperty("legacy.rules"),
                "-cp",
                System.getProperty("legacy.jar") + File.pathSeparator + System.getProperty("legacy.logging")
                        + File.separator + "*",
                "com.oldshop.Main",
                Long.toString(orders),
                Long.toString(PAUSE_MILLIS));
    }

    private static boolean compare(Emulator emulator, Path status) throws IOException {
        List<String> lines = Files.readAllLines(status);
        lines.forEach(line -> System.out.println("demo: agent " + line));
        Matcher client = CLIENT.matcher(lines.isEmpty() ? "" : lines.get(0));
        if (!client.matches()) {
            System.out.println("demo: the agent left no counts");
            return false;
        }
        long accepted = Long.parseLong(client.group(1));
        long delivered = Long.parseLong(client.group(2));
        long pending = Long.parseLong(client.group(4));
        long dropped = accepted - delivered - pending;
        long received = emulator.counts().events();
        long distinct = emulator.received().stream()
                .map(StoredEvent::insertId)
                .distinct()
                .count();
        System.out.println("demo: accepted=" + accepted + " delivered=" + delivered + " dropped=" + dropped
                + " pending=" + pending + " received=" + received);
        return accepted > 0 && delivered == accepted && received == delivered && distinct == received;
    }
}
