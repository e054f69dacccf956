// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** What the arguments of {@link Main} ask for. Used by the main thread. */
final class CommandLine {

    static final int DEFAULT_PORT = 8080;

    static final String HELP = """
            A local Amplitude, for tests and for looking at what an application sends.

            java -jar amplitude-emulator-VERSION-app.jar [options]

              --port N            listen on 127.0.0.1:N (default 8080; 0 takes any free port)
              --tls               speak HTTPS with a certificate made at start
              --certificate FILE  with --tls: write that certificate to FILE as PEM
              --accept KEY        accept this API key and no other (may be repeated);
                                  default: every key of 32 hexadecimal digits
              --max-events N      hold N events at most (default 1000000), then answer 503
              --no-rate-limits    switch off the limits per second and the daily quotas
              --help              print this and exit
            """;

    private final Emulator.Builder builder = Emulator.builder().port(DEFAULT_PORT);
    private boolean help;
    private boolean tls;
    private Path certificateFile;

    private CommandLine() {}

    /** Throws {@link IllegalArgumentException} with a message for the user if an argument makes no sense. */
    static CommandLine parse(String... arguments) {
        CommandLine commandLine = new CommandLine();
        Iterator<String> rest = List.of(arguments).iterator();
        while (rest.hasNext()) {
            commandLine.take(rest.next(), rest);
        }
        if (commandLine.certificateFile != null && !commandLine.tls) {
            throw new IllegalArgumentException("--certificate needs --tls");
        }
        return commandLine;
    }

    private void take(String argument, Iterator<String> rest) {
        switch (argument) {
            case "--help" -> help = true;
            case "--tls" -> {
                tls = true;
                builder.tls(true);
            }
            case "--no-rate-limits" -> builder.withoutRateLimits();
            case "--port" -> builder.port(number(argument, rest, 0, 65_535));
            case "--max-events" -> builder.maxStoredEvents(number(argument, rest, 1, Integer.MAX_VALUE));
            case "--accept" -> builder.accept(value(argument, rest));
            case "--certificate" -> certificateFile = Path.of(value(argument, rest));
            default -> throw new IllegalArgumentException("unknown argument " + argument);
        }
    }

    private static String value(String argument, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(argument + " needs a value");
        }
        return rest.next();
    }

    private static int number(String argument, Iterator<String> rest, int min, int max) {
        String text = value(argument, rest);
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, like a number out of range.
        }
        throw new IllegalArgumentException(argument + " must be a number from " + min + " to " + max + ", was " + text);
    }

    boolean isHelp() {
        return help;
    }

    Emulator.Builder builder() {
        return builder;
    }

    /** Where the certificate is to be written, or null. */
    Path certificateFile() {
        return certificateFile;
    }
}
