// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.transport;

import java.io.IOException;

/** An attempt that got no answer. */
public final class UploadFailure extends IOException {

    private static final long serialVersionUID = 1;

    private final boolean bodyStarted;
    private final boolean onKeptConnection;

    /** A failure; {@code bodyStarted} tells whether any byte of the body may have reached the server. */
    public UploadFailure(Throwable cause, boolean bodyStarted) {
        this(cause, bodyStarted, false);
    }

    /** A failure; {@code onKeptConnection} tells whether it may be the fault of a connection that was kept too long. */
    public UploadFailure(Throwable cause, boolean bodyStarted, boolean onKeptConnection) {
        super(cause.toString(), cause);
        this.bodyStarted = bodyStarted;
        this.onKeptConnection = onKeptConnection;
    }

    /** Whether the server may have taken the events all the same. */
    public boolean bodyStarted() {
        return bodyStarted;
    }

    /**
     * Whether no answer began on a connection that an earlier attempt had made: the server may have closed it long ago, so that
     * another attempt at once is worth it.
     */
    public boolean onKeptConnection() {
        return onKeptConnection;
    }
}
