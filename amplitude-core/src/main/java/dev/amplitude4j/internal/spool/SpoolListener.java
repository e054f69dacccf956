// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

/** Is told what goes wrong with the disk. Called on the spool's thread. */
public interface SpoolListener {

    /** Something is not as it should be; {@code reason} names the kind, by which such messages are limited. */
    void problem(String reason, String message);
}
