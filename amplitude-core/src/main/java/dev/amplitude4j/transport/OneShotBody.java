// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.transport;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * A body that OkHttp may write once only, so that it never repeats a request unseen by the client's ledger; and not at all once
 * the attempt was given up. OkHttp's thread writes, any thread may forbid.
 */
final class OneShotBody extends RequestBody {

    private static final MediaType JSON = MediaType.get("application/json");

    private final UploadRequest request;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    OneShotBody(UploadRequest request) {
        this.request = request;
    }

    private enum State {
        WAITING,
        STARTED,
        FORBIDDEN
    }

    boolean isStarted() {
        return state.get() == State.STARTED;
    }

    /** Sees to it that the body is never written; false if it is too late for that. */
    boolean forbid() {
        return state.compareAndSet(State.WAITING, State.FORBIDDEN) || state.get() == State.FORBIDDEN;
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public MediaType contentType() {
        return JSON;
    }

    @Override
    public long contentLength() throws IOException {
        return request.contentLength();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        if (!state.compareAndSet(State.WAITING, State.STARTED)) {
            throw new IOException("the attempt was given up");
        }
        request.writeTo(sink.outputStream());
    }
}
