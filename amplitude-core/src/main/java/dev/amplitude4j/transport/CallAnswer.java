// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.transport;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;

/** Takes the one answer of a call, on the thread of the call, or its end without one. */
final class CallAnswer extends CompletableFuture<UploadResponse> implements Callback {

    private final Call call;
    private final OneShotBody body;
    private final ConnectionWatch connection;
    private final Runnable closeIdleConnections;

    CallAnswer(Call call, OneShotBody body, ConnectionWatch connection, Runnable closeIdleConnections) {
        this.call = call;
        this.body = body;
        this.connection = connection;
        this.closeIdleConnections = closeIdleConnections;
    }

    /** Gives the attempt up. */
    @Override
    public boolean cancel(boolean mayInterrupt) {
        call.cancel();
        return completeExceptionally(failure(new IOException("given up"), false));
    }

    /**
     * The call was cancelled, by its deadline for one. Nothing can end a blocked name look-up, but while the body has not begun,
     * nobody needs to wait for that.
     */
    void cancelled() {
        if (body.forbid()) {
            completeExceptionally(failure(new InterruptedIOException("no connection in time"), false));
        }
    }

    @Override
    public void onFailure(Call failed, IOException e) {
        completeExceptionally(failure(e, false));
    }

    @Override
    public void onResponse(Call answered, Response response) {
        byte[] head;
        // Closed before the future completes, so that the next request finds the connection in the pool.
        try (ResponseBody answerBody = response.body()) {
            head = head(answerBody);
        } catch (IOException | RuntimeException e) {
            completeExceptionally(failure(e, true));
            return;
        }
        complete(new UploadResponse(response.code(), response.header("Retry-After"), head));
    }

    private byte[] head(ResponseBody answerBody) throws IOException {
        BufferedSource source = answerBody.source();
        if (source.request(UploadResponse.MAX_BODY_BYTES + 1L)) {
            // Else closing the body would read on for a while, to save the connection.
            call.cancel();
        }
        Buffer buffer = source.getBuffer();
        return buffer.readByteArray(Math.min(buffer.size(), UploadResponse.MAX_BODY_BYTES));
    }

    private UploadFailure failure(Throwable cause, boolean answerBegan) {
        boolean kept = connection.isKept() && !answerBegan;
        if (kept) {
            // The others have probably gone with it; a retry at once must not meet one of them.
            closeIdleConnections.run();
        }
        return new UploadFailure(cause, answerBegan || body.isStarted(), kept);
    }
}
