// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.transport;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;

/** Takes the one answer of a call, on the thread of the call. */
final class CallAnswer extends CompletableFuture<UploadResponse> implements Callback {

    private final Call call;
    private final Failing failing;

    CallAnswer(Call call, Failing failing) {
        this.call = call;
        this.failing = failing;
    }

    /** Says what the end of an attempt without an answer means; {@code answerBegan} if its head came. */
    @FunctionalInterface
    interface Failing {
        UploadFailure because(Throwable cause, boolean answerBegan);
    }

    /** Gives the attempt up. A blocked name look-up goes on for a while, but nobody waits for it. */
    @Override
    public boolean cancel(boolean mayInterrupt) {
        call.cancel();
        return completeExceptionally(failing.because(new IOException("given up"), false));
    }

    @Override
    public void onFailure(Call failed, IOException e) {
        completeExceptionally(failing.because(e, false));
    }

    @Override
    public void onResponse(Call answered, Response response) {
        byte[] head;
        // Closed before the future completes, so that the next request finds the connection in the pool.
        try (ResponseBody answerBody = response.body()) {
            head = head(answerBody);
        } catch (IOException | RuntimeException e) {
            completeExceptionally(failing.because(e, true));
            return;
        }
        complete(new UploadResponse(response.code(), response.header("Retry-After"), head));
    }

    private byte[] head(ResponseBody body) throws IOException {
        BufferedSource source = body.source();
        if (source.request(UploadResponse.MAX_BODY_BYTES + 1L)) {
            // Else closing the body would read on for a while, to save the connection.
            call.cancel();
        }
        Buffer buffer = source.getBuffer();
        return buffer.readByteArray(Math.min(buffer.size(), UploadResponse.MAX_BODY_BYTES));
    }
}
