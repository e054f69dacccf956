// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.startup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * One way to start a program: with an agent, or with none. Immutable.
 *
 * @param name in the table
 * @param jar of the agent, or null
 * @param options of the JVM
 */
record Attachment(String name, Path jar, List<String> options) {

    static Attachment none() {
        return new Attachment("no agent", null, List.of());
    }

    static Attachment empty(Path jar) {
        return new Attachment("an agent that does nothing", jar, List.of("-javaagent:" + jar));
    }

    static Attachment ours(String name, Path jar, Path rules) {
        return new Attachment("amplitude4j, " + name, jar, List.of("-javaagent:" + jar + "=" + rules));
    }

    /** Sends nothing anywhere, and spans that one method. */
    static Attachment openTelemetry(Path jar, boolean all, StartedProgram program) {
        String method = program.type() + "[" + program.method() + "]";
        return new Attachment(
                all ? "OpenTelemetry" : "OpenTelemetry, all switched off but methods",
                jar,
                List.of(
                        "-javaagent:" + jar,
                        "-Dotel.traces.exporter=none",
                        "-Dotel.metrics.exporter=none",
                        "-Dotel.logs.exporter=none",
                        "-Dotel.instrumentation.common.default-enabled=" + all,
                        "-Dotel.instrumentation.methods.enabled=true",
                        "-Dotel.instrumentation.methods.include=" + method));
    }

    /** Without its metrics and telemetry of itself, and with that one method traced. */
    static Attachment datadog(Path jar, StartedProgram program) {
        String method = program.type() + "[" + program.method() + "]";
        return new Attachment(
                "Datadog",
                jar,
                List.of(
                        "-javaagent:" + jar,
                        "-Ddd.jmxfetch.enabled=false",
                        "-Ddd.instrumentation.telemetry.enabled=false",
                        "-Ddd.remote_config.enabled=false",
                        "-Ddd.trace.methods=" + method));
    }

    /** Packs the agent that does nothing. */
    static Path packEmpty(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", EmptyAgent.class.getName());
        String entry = EmptyAgent.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out, manifest);
                InputStream in = EmptyAgent.class.getResourceAsStream("/" + entry)) {
            packed.putNextEntry(new JarEntry(entry));
            in.transferTo(packed);
        }
        return jar;
    }
}
