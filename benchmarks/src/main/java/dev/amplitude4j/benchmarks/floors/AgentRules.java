// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.floors;

import com.sun.net.httpserver.HttpServer;
import dev.amplitude4j.benchmarks.workload.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the agent needs for {@link AgentCallBenchmark}: rules, and a server for the events. Used by who starts JMH. */
public final class AgentRules {

    private AgentRules() {}

    /** Starts a server that confirms everything. */
    public static HttpServer startServer() throws IOException {
        return ConfirmingServer.start();
    }

    /** Writes the rules file, whose events go to that server. */
    public static Path write(Path file, HttpServer server) throws IOException {
        String rules = Checkout.RULES.formatted(Target.API_KEY, ConfirmingServer.url(server), Checkout.class.getName());
        return Files.writeString(file, rules);
    }
}
