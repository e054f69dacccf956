// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import java.util.List;

/** The threads of ours in this process. */
final class OwnThreads {

    private OwnThreads() {}

    static List<String> names() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("amplitude-"))
                .toList();
    }

    static long dispatchers() {
        return names().stream()
                .filter(name -> name.startsWith("amplitude-dispatch"))
                .count();
    }
}
