// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.startup;

import java.nio.file.Path;
import java.util.List;

/**
 * A program whose start is measured. Immutable.
 *
 * @param name in the table
 * @param command after {@code java} and its options
 * @param ready what the line has in it that says that it serves
 * @param type a class that is loaded before that
 * @param method one of its
 */
record StartedProgram(String name, List<String> command, String ready, String type, String method) {

    static StartedProgram hello(Path classes) {
        String main = Hello.class.getName();
        return new StartedProgram("Hello", List.of("-cp", classes.toString(), main), "Hello, ", main, "greet");
    }

    static StartedProgram boot(String version, Path jar) {
        return new StartedProgram(
                "Spring Boot " + version,
                List.of("-jar", jar.toString(), "--server.port=0"),
                "Started ShopApplication",
                "com.acme.shop.OrderService",
                "place");
    }
}
