// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import java.io.IOException;

/**
 * What becomes of the bytes of one direction of a connection; {@link Toxics} has those known from toxiproxy. Called by the
 * thread that writes that direction. Stateless, so one may serve all connections.
 */
@FunctionalInterface
public interface Toxic {

    /** Lets everything through. */
    Toxic NONE = (wire, bytes) -> wire.write(bytes, 0, bytes.length);

    /** Deals with bytes that came in; what it does not write is lost. */
    void pass(Wire wire, byte[] bytes) throws IOException, InterruptedException;

    /** Deals with the end of what comes in. */
    default void end(Wire wire) throws IOException, InterruptedException {
        wire.finish();
    }
}
