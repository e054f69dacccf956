// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** Looks at the files of a spool as a stranger does, who knows no more than their format. Any thread. */
final class SpoolFiles {

    private static final int PREFIX_CHARS = 9;

    private SpoolFiles() {}

    /** Lines that end and are not as they were written, in all segments below that root. */
    static long damagedLines(Path root) {
        return segments(root).stream()
                .mapToLong(file -> lines(file)
                        .filter(line -> line.endsWith("\n") && !isWhole(line))
                        .count())
                .sum();
    }

    /** Bytes behind the last line that ends, in the worst segment below that root. */
    static long tornBytes(Path root) {
        return segments(root).stream()
                .mapToLong(file -> lines(file)
                        .filter(line -> !line.endsWith("\n"))
                        .mapToLong(String::length)
                        .sum())
                .max()
                .orElse(0);
    }

    private static List<Path> segments(Path root) {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path ->
                            path.toString().endsWith(".seg") || path.toString().endsWith(".open"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return text.isEmpty() ? Stream.empty() : Stream.of(text.split("(?<=\n)", -1));
        } catch (NoSuchFileException e) {
            return Stream.empty(); // delivered, or renamed, since it was listed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isWhole(String line) {
        int end = line.length() - 1;
        CRC32C crc = new CRC32C();
        crc.update(line.substring(Math.min(end, PREFIX_CHARS), end).getBytes(StandardCharsets.ISO_8859_1));
        return line.startsWith(String.format(Locale.ROOT, "%08x ", crc.getValue()));
    }
}
