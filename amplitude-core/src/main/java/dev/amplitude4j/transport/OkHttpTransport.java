// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSink;
import okio.BufferedSource;

/**
 * Sends over OkHttp on its own daemon threads: one total deadline per attempt, TCP_NODELAY, no redirects, no repeats of its
 * own, at most {@link UploadResponse#MAX_BODY_BYTES} of an answer read. OkHttp's classes are loaded by the first request and
 * not before. Thread-safe.
 */
public final class OkHttpTransport implements Transport {

    private static final long IDLE_CONNECTION_SECONDS = 50;
    private static final long IDLE_THREAD_SECONDS = 10;

    private final Duration connectTimeout;
    private final Duration requestTimeout;
    private final int maxParallelUploads;
    private final ThreadFactory threads;
    private OkHttpClient client;
    private boolean closed;

    /**
     * A transport that connects nowhere yet.
     *
     * @param connectTimeout for the TCP connection
     * @param requestTimeout for the whole attempt: name look-up, connection, request and answer
     * @param maxParallelUploads how many attempts may be under way at once
     * @param threads makes the daemon threads on which calls run
     */
    public OkHttpTransport(
            Duration connectTimeout, Duration requestTimeout, int maxParallelUploads, ThreadFactory threads) {
        this.connectTimeout = connectTimeout;
        this.requestTimeout = requestTimeout;
        this.maxParallelUploads = maxParallelUploads;
        this.threads = threads;
    }

    @Override
    public CompletableFuture<UploadResponse> send(UploadRequest request) {
        OneShotBody body = new OneShotBody(request);
        Request.Builder http = new Request.Builder()
                .url(request.url())
                .header("Accept", "application/json")
                .header("Accept-Encoding", "identity")
                .post(body);
        if (request.isGzip()) {
            http.header("Content-Encoding", "gzip");
        }
        Call call = client().newCall(http.build());
        Answer answer = new Answer(call, body);
        call.enqueue(answer);
        return answer;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (client != null) {
            client.dispatcher().cancelAll();
            client.dispatcher().executorService().shutdown();
            client.connectionPool().evictAll();
        }
    }

    private synchronized OkHttpClient client() {
        if (closed) {
            throw new IllegalStateException("transport is closed");
        }
        if (client == null) {
            client = newClient();
        }
        return client;
    }

    private OkHttpClient newClient() {
        ExecutorService executor = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_THREAD_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
        Dispatcher dispatcher = new Dispatcher(executor);
        // Room for calls that were given up while a name look-up blocks them: they must not hold up the living ones.
        dispatcher.setMaxRequests(4 * maxParallelUploads);
        dispatcher.setMaxRequestsPerHost(4 * maxParallelUploads);
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(maxParallelUploads, IDLE_CONNECTION_SECONDS, TimeUnit.SECONDS))
                .socketFactory(new NoDelaySocketFactory())
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .connectTimeout(connectTimeout)
                .callTimeout(requestTimeout)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .build();
    }

    /** Takes the one answer of a call. */
    private static final class Answer extends CompletableFuture<UploadResponse> implements Callback {
        private final Call call;
        private final OneShotBody body;

        Answer(Call call, OneShotBody body) {
            this.call = call;
            this.body = body;
        }

        @Override
        public boolean cancel(boolean mayInterrupt) {
            call.cancel();
            return super.cancel(mayInterrupt);
        }

        @Override
        public void onFailure(Call failed, IOException e) {
            completeExceptionally(new UploadFailure(e, body.started));
        }

        @Override
        public void onResponse(Call answered, Response response) {
            byte[] head;
            // Closed before the future completes, so that the next request finds the connection in the pool.
            try (ResponseBody answerBody = response.body()) {
                head = head(answerBody);
            } catch (IOException | RuntimeException e) {
                completeExceptionally(new UploadFailure(e, true));
                return;
            }
            complete(new UploadResponse(response.code(), response.header("Retry-After"), head));
        }

        private static byte[] head(ResponseBody body) throws IOException {
            BufferedSource source = body.source();
            source.request(UploadResponse.MAX_BODY_BYTES);
            Buffer buffer = source.getBuffer();
            return buffer.readByteArray(Math.min(buffer.size(), UploadResponse.MAX_BODY_BYTES));
        }
    }

    /** A body that OkHttp may write once only, so that it never repeats a request unseen by the client's ledger. */
    private static final class OneShotBody extends RequestBody {
        private static final MediaType JSON = MediaType.get("application/json");
        private final UploadRequest request;
        private volatile boolean started;

        OneShotBody(UploadRequest request) {
            this.request = request;
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
            started = true;
            request.writeTo(sink.outputStream());
        }
    }
}
