// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * What some rows ask of the machine beside a JDK: to mount, to trace, a program. Where it is not to be had, the row is left out
 * with one line that says so; where the environment variable {@value #COMPLETE} is set, as it is in CI, the row fails. Any thread.
 */
public final class Machine {

    /** Set where no row may be left out. */
    public static final String COMPLETE = "CI";

    private Machine() {}

    /** Leaves the row out unless the machine has what it needs. */
    public static void needs(boolean there, String what) {
        if (there) {
            return;
        }
        String line = "left out, since it needs " + what;
        System.out.println(line);
        if (System.getenv(COMPLETE) != null) {
            throw new AssertionError(line + "; nothing may be left out where " + COMPLETE + " is set");
        }
        throw new TestAbortedException(line);
    }

    /** Leaves the row out unless that program is to be found. */
    public static void needsProgram(String name) {
        needs(find(name), "the program " + name);
    }

    /** Leaves the row out unless file systems can be mounted, other processes traced, and other users become. */
    public static void needsRoot() {
        needs("root".equals(System.getProperty("user.name")), "the rights of root");
    }

    /** Runs a command to its end and returns its output; fails if it fails. */
    public static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": status " + status + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean find(String name) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }
}
