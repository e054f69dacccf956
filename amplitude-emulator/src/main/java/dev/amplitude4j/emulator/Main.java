// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;

/** Runs one emulator from the command line until the process is stopped. */
public final class Main {

    private static final int BAD_ARGUMENTS = 2;
    private static final int CANNOT_START = 1;

    private Main() {}

    /** Starts the emulator; see {@code --help}. */
    public static void main(String[] arguments) throws InterruptedException {
        int exit = run(arguments, System.out, System.err);
        if (exit != 0) {
            System.exit(exit);
        }
    }

    private static int run(String[] arguments, PrintStream out, PrintStream err) throws InterruptedException {
        CommandLine commandLine;
        try {
            commandLine = CommandLine.parse(arguments);
        } catch (IllegalArgumentException e) {
            err.println("amplitude-emulator: " + e.getMessage() + "; --help tells what there is");
            return BAD_ARGUMENTS;
        }
        if (commandLine.isHelp()) {
            out.print(CommandLine.HELP);
            return 0;
        }
        boundConnections();
        try (Emulator emulator = commandLine.builder().start()) {
            announce(emulator, commandLine, out);
            new CountDownLatch(1).await();
            return 0;
        } catch (UncheckedIOException | IOException e) {
            err.println("amplitude-emulator: " + e.getMessage());
            return CANNOT_START;
        }
    }

    /** Bounds the JDK's server for the whole process, which is why an embedded emulator does not do it. */
    private static void boundConnections() {
        System.getProperties().putIfAbsent("sun.net.httpserver.maxReqTime", "30");
        System.getProperties().putIfAbsent("jdk.httpserver.maxConnections", "64");
    }

    private static void announce(Emulator emulator, CommandLine commandLine, PrintStream out) throws IOException {
        if (commandLine.certificateFile() != null) {
            Files.writeString(commandLine.certificateFile(), pem(emulator));
        }
        out.println("Amplitude emulator: " + emulator.url());
        out.println("  send to  " + emulator.url() + "/2/httpapi or " + emulator.url() + "/batch");
        out.println("  look at  " + emulator.url() + "/ or ask " + emulator.url() + "/api/events");
    }

    private static String pem(Emulator emulator) {
        try {
            Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
            String body = lines.encodeToString(emulator.certificate().getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was just made cannot be encoded", e);
        }
    }
}
