// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the kernel knows of TCP connections. Linux only. */
public final class SocketTable {

    private static final String ESTABLISHED = "01";
    private static final int REMOTE_COLUMN = 2;
    private static final int STATE_COLUMN = 3;

    private SocketTable() {}

    /** How many established connections clients of this machine have to that port. */
    public static long connectionsTo(int port) {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(table -> lines(table).stream())
                .map(line -> line.trim().split("\\s+"))
                .filter(columns -> columns[REMOTE_COLUMN].endsWith(suffix) && columns[STATE_COLUMN].equals(ESTABLISHED))
                .count();
    }

    private static List<String> lines(String table) {
        try {
            return Files.readAllLines(Path.of(table));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
