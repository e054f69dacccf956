// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--bogus | unknown argument --bogus",
                "8080 | unknown argument 8080",
                "--port | --port needs a value",
                "--port x | --port must be a number from 0 to 65535, was x",
                "--port 65536 | --port must be a number from 0 to 65535, was 65536",
                "--port -1 | --port must be a number from 0 to 65535, was -1",
                "--max-events 0 | --max-events must be a number from 1 to 2147483647, was 0",
                "--accept | --accept needs a value",
                "--certificate x.pem | --certificate needs --tls",
            })
    void badArguments_areRefusedWithTheReason(String arguments, String message) {
        assertThatThrownBy(() -> CommandLine.parse(arguments.split(" ", -1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void arguments_reachTheEmulator() throws Exception {
        CommandLine commandLine = CommandLine.parse("--port", "0", "--accept", "my-key", "--max-events", "1");
        try (Emulator emulator = commandLine.builder().start()) {
            String events = Wire.body(Wire.events("user-1", "a", 2));
            assertThat(Wire.post(emulator, "/batch", events).body()).contains("Invalid API key");
            assertThat(Wire.post(emulator, "/batch", events.replace(Wire.KEY, "my-key"))
                            .statusCode())
                    .isEqualTo(503);
        }
    }

    @Test
    void tls_takesAFileForTheCertificate() {
        CommandLine commandLine = CommandLine.parse("--certificate", "x.pem", "--tls", "--port", "0");
        assertThat(commandLine.certificateFile()).isEqualTo(Path.of("x.pem"));
        try (Emulator emulator = commandLine.builder().start()) {
            assertThat(emulator.url()).startsWith("https://");
        }
    }

    @Test
    void help_namesEveryArgument() {
        assertThat(CommandLine.parse("--help").isHelp()).isTrue();
        assertThat(CommandLine.HELP)
                .contains("--port", "--tls", "--certificate", "--accept", "--max-events", "--no-rate-limits", "--help");
    }
}
