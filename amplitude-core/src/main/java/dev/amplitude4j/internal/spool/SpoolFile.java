// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import java.io.Closeable;
import java.io.IOException;

/** A file that is being written, at its end. */
public interface SpoolFile extends Closeable {

    /** Appends all those bytes; after an exception any part of them may be there. */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /** Cuts the file; what follows is written there. */
    void truncate(long length) throws IOException;

    /** Returns once everything written is on the medium. */
    void sync() throws IOException;
}
