// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.transport;

import java.util.concurrent.CompletableFuture;

/**
 * Carries one request to Amplitude and brings the answer back, whatever it is: what an answer means is not its business.
 * {@link OkHttpTransport} is the one for real use.
 *
 * <p>{@link #send} is called on the dispatch thread and must not block; the future may be completed on any thread. It is
 * completed exceptionally when no answer came, with an {@link UploadFailure} where the transport knows whether any byte of
 * the body left. The request must not be read after its future is completed. Cancelling the future gives the attempt up. A
 * transport must neither repeat nor redirect a request on its own: attempts counted by the client equal the receipts of the
 * server.
 */
public interface Transport extends AutoCloseable {

    /** Starts one attempt. */
    CompletableFuture<UploadResponse> send(UploadRequest request);

    /** Ends what is under way and gives threads and sockets back. Called once, after the last request. */
    @Override
    void close();
}
