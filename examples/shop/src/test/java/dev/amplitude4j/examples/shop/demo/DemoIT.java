// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs the demo as {@code mvn -Pdemo} does: in a JVM of its own. */
@Timeout(180)
class DemoIT {

    private static final Pattern LAST_LINE =
            Pattern.compile("demo: accepted=(\\d+) delivered=(\\d+) dropped=(\\d+) pending=(\\d+) received=(\\d+)");

    private final List<String> lines = new ArrayList<>();
    private Process demo;
    private BufferedReader output;

    @AfterEach
    void kill() {
        demo.destroyForcibly();
    }

    @Test
    void demo_endsByItselfWithABalancedLastLine() throws Exception {
        start("-Ddemo.seconds=3");
        readToTheEnd();

        assertThat(demo.waitFor()).isZero();
        Matcher last = lastLine();
        assertThat(Long.parseLong(last.group(1))).isPositive();
        assertThat(List.of(last.group(2), last.group(5))).containsOnly(last.group(1));
        assertThat(List.of(last.group(3), last.group(4))).containsOnly("0");
    }

    @Test
    void demo_endsCleanlyWhenItIsStopped() throws Exception {
        start("-Ddemo.seconds=0");
        readUntil("delivered=");
        demo.toHandle().destroy(); // unlike Process.destroy() it leaves the output open
        readToTheEnd();

        assertThat(demo.waitFor()).isEqualTo(143); // 128 + SIGTERM
        Matcher last = lastLine();
        assertThat(List.of(last.group(2), last.group(5))).containsOnly(last.group(1));
    }

    @Test
    void demo_failsIfEventsAreRefused() throws Exception {
        start("-Ddemo.seconds=3");
        String line = readUntil("what has arrived");
        String emulatorUrl = line.substring(line.indexOf("http"), line.lastIndexOf('/'));
        setFaults(emulatorUrl, "{\"faults\": [{\"status\": 503}]}");
        readToTheEnd();

        assertThat(demo.waitFor()).isEqualTo(1);
        Matcher last = lastLine();
        assertThat(Long.parseLong(last.group(3)) + Long.parseLong(last.group(4)))
                .isPositive();
    }

    private void start(String... properties) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(properties));
        command.addAll(
                List.of("-Ddemo.visitors=20", "-cp", System.getProperty("java.class.path"), Demo.class.getName()));
        demo = new ProcessBuilder(command).redirectErrorStream(true).start();
        output = demo.inputReader();
    }

    private String readUntil(String part) throws IOException {
        String line = output.readLine();
        while (line != null && !line.contains(part)) {
            lines.add(line);
            line = output.readLine();
        }
        assertThat(line).as("a line with '%s' after %s", part, lines).isNotNull();
        return line;
    }

    private void readToTheEnd() throws IOException {
        output.lines().forEach(lines::add);
    }

    private Matcher lastLine() {
        Matcher matcher = LAST_LINE.matcher(lines.get(lines.size() - 1));
        assertThat(matcher.matches()).as("the last of %s", lines).isTrue();
        return matcher;
    }

    private static void setFaults(String emulatorUrl, String plan) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(emulatorUrl + "/api/faults"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(plan))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }
}
