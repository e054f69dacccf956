// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.comparison;

import java.nio.file.Path;

/**
 * What is the same for all trials of a run. Immutable.
 *
 * @param server that all send to
 * @param work the folder that takes logs and holds the certificate
 * @param part of the usual number of events
 * @param limitSeconds after which a trial is ended, beside what the server may keep it waiting
 */
record Conditions(ServerProcess server, Path work, double part, long limitSeconds) {

    static Conditions of(ServerProcess server, Path work, boolean quick) {
        return quick ? new Conditions(server, work, 0.25, 20) : new Conditions(server, work, 1, 30);
    }
}
