// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.comparison;

import dev.amplitude4j.benchmarks.figures.Readings;
import dev.amplitude4j.benchmarks.server.ReceivingServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** The receiving server's process, as the comparison sees it. Used by the comparison's thread. */
final class ServerProcess implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int plainPort;
    private final int tlsPort;

    private ServerProcess(Process process, String[] ports) {
        this.process = process;
        this.plainPort = Integer.parseInt(ports[0]);
        this.tlsPort = Integer.parseInt(ports[1]);
    }

    /** Starts the server with the class path of this process. */
    static ServerProcess start(Path keyStore) throws IOException {
        Process process = new ProcessBuilder(
                        JavaHome.java(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReceivingServer.class.getName(),
                        keyStore.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        String ready = out.readLine();
        if (ready == null) {
            throw new IOException("the receiving server did not start");
        }
        return new ServerProcess(
                process, ready.substring(ReceivingServer.READY.length()).split(" ", 2));
    }

    /** Where peers send. */
    String url(boolean tls) {
        return tls ? "https://localhost:" + tlsPort : "http://localhost:" + plainPort;
    }

    /** Where they send when Amplitude's rules are asked for, which the server was told before. */
    String judgeUrl() throws IOException, InterruptedException {
        return "http://localhost:" + (int) counts().get("judgePort");
    }

    /** An address at which nobody listens. */
    static String deadUrl(boolean tls) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return (tls ? "https" : "http") + "://localhost:" + free.getLocalPort();
        }
    }

    /** Forgets all counts and tells the server how to behave. */
    void reset(Map<String, Integer> wishes) throws IOException, InterruptedException {
        String query = wishes.entrySet().stream()
                .map(wish -> wish.getKey() + "=" + wish.getValue())
                .collect(Collectors.joining("&"));
        ask("?reset=1&" + query);
    }

    /** What it has received since. */
    Readings counts() throws IOException, InterruptedException {
        return ask("");
    }

    private Readings ask(String query) throws IOException, InterruptedException {
        URI control = URI.create(url(false) + "/control" + query);
        String answer = http.send(HttpRequest.newBuilder(control).build(), BodyHandlers.ofString())
                .body();
        return Readings.ofLine(answer);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
