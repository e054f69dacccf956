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
    private static final String NOTHING = "00000000";
    private static final int LOCAL_COLUMN = 1;
    private static final int REMOTE_COLUMN = 2;
    private static final int STATE_COLUMN = 3;
    private static final int QUEUES_COLUMN = 4;

    private SocketTable() {}

    /** How many established connections clients of this machine have to that port. */
    public static long connectionsTo(int port) {
        return established()
                .filter(columns -> columns[REMOTE_COLUMN].endsWith(suffix(port)))
                .count();
    }

    /** On how many connections to that port something arrived that its server did not read. */
    public static long unreadConnectionsAt(int port) {
        return established()
                .filter(columns -> columns[LOCAL_COLUMN].endsWith(suffix(port)))
                .filter(columns -> !columns[QUEUES_COLUMN].endsWith(NOTHING))
                .count();
    }

    private static String suffix(int port) {
        return String.format(Locale.ROOT, ":%04X", port);
    }

    private static Stream<String[]> established() {
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(table -> lines(table).stream())
                .map(line -> line.trim().split("\\s+"))
                .filter(columns -> columns[STATE_COLUMN].equals(ESTABLISHED));
    }

    private static List<String> lines(String table) {
        try {
            return Files.readAllLines(Path.of(table));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
