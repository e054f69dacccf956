// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.judge;

import java.util.Locale;
import java.util.Set;

/** The placeholder ids that Amplitude refuses, in any case of letters. Pure function, any thread. */
final class ForbiddenIds {

    private static final Set<String> IDS = Set.of(
            "anonymous",
            "nil",
            "none",
            "null",
            "n/a",
            "na",
            "undefined",
            "unknown",
            "",
            "\"\"",
            "''",
            "00000000-0000-0000-0000-000000000000",
            "{}",
            "lmy47d",
            "0",
            "-1");

    private ForbiddenIds() {}

    static boolean contains(String id) {
        return IDS.contains(id.toLowerCase(Locale.ROOT));
    }
}
