// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.emulator.Emulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent in runtimes that are out of the ordinary: images, archives, very many classes. */
class RuntimesIT {

    private static final String PLACE =
            "methods:\n  - { method: com.acme.Shop#place, event: Order Placed, user: order.customer.id }\n";

    private final Emulator emulator = Emulator.start();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void imageOfTwoModules_runsTheAgent() throws Exception {
        AgentRun run = agent(PLACE).java(image("java.instrument,java.logging")).main("com.acme.Shop", "place");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("place -> PAID" + System.lineSeparator());
        assertThat(emulator.received()).hasSize(1);
    }

    /** The application runs; what is missing is said by name. */
    @Test
    void imageWithoutLogging_sendsNothingAndSaysWhy() throws Exception {
        AgentRun run = agent(AgentRun.settings(emulator, "1 s"), PLACE)
                .java(image("java.instrument"))
                .main("com.acme.Shop", "place");

        assertThat(run.out()).isEqualTo("place -> PAID" + System.lineSeparator());
        assertThat(run.err()).contains("NoClassDefFoundError", "java/util/logging");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void moduleOfAName_isWovenAndItsValuesAreRead() throws Exception {
        AgentRun run = agent(PLACE).classPath(applicationJar().toString()).main("app/com.acme.Shop", "place");

        assertPlacedAsWithoutTheAgent(run);
    }

    @Test
    void moduleThatExportsNothing_hasItsValuesReadAllTheSame() throws Exception {
        Path module = compiled(Map.of("module-info.java", "module closed {}", "Main.java", """
                package inside;
                public class Main {
                    public final Total total = new Total();
                    public String getBuyer() { return "buyer-1"; }
                    public static void place(Main order) {}
                    public static void main(String[] arguments) { place(new Main()); }
                    public static class Total { public double amount = 42.5; }
                }
                """));
        AgentRun run = agent("""
                methods:
                  - method: inside.Main#place
                    event: Placed
                    user: arg0.buyer
                    properties: { total: arg0.total.amount }
                """).classPath(module.toString()).main("closed/inside.Main");

        assertThat(run.err()).isEmpty();
        assertThat(emulator.received()).singleElement().satisfies(event -> {
            assertThat(event.userId()).isEqualTo("buyer-1");
            assertThat(event.node().path("event_properties").path("total").doubleValue())
                    .isEqualTo(42.5);
        });
    }

    /** The JVM's own word: the agent is not asked. */
    @Test
    void imageWithoutInstrument_doesNotStart() throws Exception {
        AgentRun run = agent(PLACE).java(image("java.logging")).main("com.acme.Shop", "place");

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.out() + run.err()).contains("instrument");
    }

    /** Trained with the agent, classes that it weaves are left out of the cache; trained without, they are woven out of it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @EnabledForJreRange(min = JRE.JAVA_25)
    void aotCache_isUsedAndTheEventsAreMade(boolean trainedWithAgent) throws Exception {
        Path jar = applicationJar();
        Path cache = folder.resolve("app.aot");
        AgentRun training = new AgentRun(Files.createDirectory(folder.resolve("training")));
        if (trainedWithAgent) {
            training.agent(AgentRun.settings(emulator) + PLACE);
        }
        training.jvm("-XX:AOTCacheOutput=" + cache, "--add-modules", "java.instrument")
                .classPath(jar.toString())
                .main("com.acme.Shop", "place");
        assertThat(cache).as(training.out() + training.err()).exists();
        emulator.reset();

        Path classes = folder.resolve("classes.txt");
        AgentRun run = agent(PLACE)
                .jvm("-XX:AOTCache=" + cache, "--add-modules", "java.instrument", "-Xlog:class+load:file=" + classes)
                .classPath(jar.toString())
                .main("com.acme.Shop", "place");

        assertPlacedAsWithoutTheAgent(run);
        try (Stream<String> lines = Files.lines(classes)) {
            assertThat(lines.filter(line -> line.contains("com.acme.") && line.contains("shared objects file")))
                    .isNotEmpty();
        }
    }

    /** 100 names in 100 loaders, each woven and called: numbers are given by name, and no class is held. */
    @Test
    void tenThousandClasses_leaveNothingBehind() throws Exception {
        Path status = folder.resolve("status");
        AgentRun run = agent("statusFile: " + status + "\n"
                        + "methods:\n  - { method: com.acme.*#work, event: Work, user: arg0 }\n")
                .main("com.acme.Many", "10000");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).startsWith("alive 0 ");
        assertThat(Integer.parseInt(run.out().replaceFirst("(?s).*KiB (-?\\d+).*", "$1")))
                .as("KiB more than after the first hundred, the client's own buffers included")
                .isLessThan(8_192);
        assertThat(Files.readString(status)).contains("methods=10000 calls=10000 events=10000");
        assertThat(emulator.received()).hasSize(10_000);
    }

    private AgentRun agent(String rules) throws IOException {
        return agent(AgentRun.settings(emulator), rules);
    }

    /** The program's output is its own, and there is one event more. */
    private void assertPlacedAsWithoutTheAgent(AgentRun run) {
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("place -> PAID" + System.lineSeparator());
        assertThat(emulator.received())
                .hasSize(1)
                .first()
                .satisfies(event -> assertThat(event.userId()).isEqualTo("customer-1"));
    }

    private AgentRun agent(String settings, String rules) throws IOException {
        return new AgentRun(Files.createDirectories(folder.resolve("run"))).agent(settings + rules);
    }

    private Path image(String modules) throws Exception {
        Path image = folder.resolve("image");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
                "--add-modules",
                modules,
                "--output",
                image.toString()));
        Path output = folder.resolve("jlink.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return image.resolve("bin").resolve("java");
    }

    private Path compiled(Map<String, String> sources) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("-d", folder.resolve("classes").toString()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            arguments.add(Files.writeString(folder.resolve(source.getKey()), source.getValue())
                    .toString());
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0])))
                .isZero();
        return folder.resolve("classes");
    }

    /** A cache is made of jars alone. */
    private Path applicationJar() throws IOException {
        return Libraries.applicationJar(folder.resolve("app.jar"), Map.of());
    }
}
