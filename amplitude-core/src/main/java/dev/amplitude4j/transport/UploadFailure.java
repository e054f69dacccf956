// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.transport;

import java.io.IOException;

/** An attempt that got no answer. */
public final class UploadFailure extends IOException {

    private static final long serialVersionUID = 1;

    private final boolean bodyStarted;

    /** A failure; {@code bodyStarted} tells whether any byte of the body may have reached the server. */
    public UploadFailure(Throwable cause, boolean bodyStarted) {
        super(cause.toString(), cause);
        this.bodyStarted = bodyStarted;
    }

    /** Whether the server may have taken the events all the same. */
    public boolean bodyStarted() {
        return bodyStarted;
    }
}
