// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.transport;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509TrustManager;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Request;

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
    private final Collection<X509Certificate> authorities;
    private final Dns names;
    private Calls calls;
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
        this(connectTimeout, requestTimeout, maxParallelUploads, threads, Collections.emptyList(), null);
    }

    private OkHttpTransport(
            Duration connectTimeout,
            Duration requestTimeout,
            int maxParallelUploads,
            ThreadFactory threads,
            Collection<X509Certificate> authorities,
            Dns names) {
        this.connectTimeout = connectTimeout;
        this.requestTimeout = requestTimeout;
        this.maxParallelUploads = maxParallelUploads;
        this.threads = threads;
        this.authorities = authorities;
        this.names = names;
    }

    /** The same, but it trusts these certificates and what they sign, and no others; none at all means the JVM's own. */
    public OkHttpTransport trusting(Collection<X509Certificate> certificates) {
        return new OkHttpTransport(connectTimeout, requestTimeout, maxParallelUploads, threads, certificates, names);
    }

    /** The same, but it looks names up there: for tests. */
    OkHttpTransport lookingUpNamesAt(Dns dns) {
        return new OkHttpTransport(connectTimeout, requestTimeout, maxParallelUploads, threads, authorities, dns);
    }

    @Override
    public CompletableFuture<UploadResponse> send(UploadRequest request) {
        return calls().start(request);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (calls != null) {
            calls.close();
        }
    }

    private synchronized Calls calls() {
        if (closed) {
            throw new IllegalStateException("transport is closed");
        }
        if (calls == null) {
            calls = new Calls();
        }
        return calls;
    }

    /** All that touches OkHttp: a class of its own, since the JVM loads what a class extends or passes on along with it. */
    private final class Calls {

        private final OkHttpClient client = newClient();

        CompletableFuture<UploadResponse> start(UploadRequest request) {
            OneShotBody body = new OneShotBody(request);
            ConnectionWatch connection = new ConnectionWatch();
            Request.Builder http = new Request.Builder()
                    .url(request.url())
                    .header("Accept", "application/json")
                    .header("Accept-Encoding", "identity")
                    .tag(ConnectionWatch.class, connection)
                    .post(body);
            if (request.isGzip()) {
                http.header("Content-Encoding", "gzip");
            }
            Call call = client.newCall(http.build());
            Runnable closeIdleConnections = client.connectionPool()::evictAll;
            CallAnswer answer = new CallAnswer(call, body, connection, closeIdleConnections);
            connection.whenCancelled(answer::cancelled);
            call.enqueue(answer);
            return answer;
        }

        void close() {
            client.dispatcher().cancelAll();
            client.dispatcher().executorService().shutdown();
            client.connectionPool().evictAll();
        }

        private OkHttpClient newClient() {
            OkHttpClient.Builder builder = new OkHttpClient.Builder()
                    .dispatcher(newDispatcher())
                    .connectionPool(new ConnectionPool(maxParallelUploads, IDLE_CONNECTION_SECONDS, TimeUnit.SECONDS))
                    .eventListenerFactory(call -> call.request().tag(ConnectionWatch.class))
                    .socketFactory(new NoDelaySocketFactory())
                    .addNetworkInterceptor(new SingleUseTls())
                    .followRedirects(false)
                    .followSslRedirects(false)
                    .retryOnConnectionFailure(false)
                    .connectTimeout(connectTimeout)
                    .callTimeout(requestTimeout)
                    .readTimeout(Duration.ZERO)
                    .writeTimeout(Duration.ZERO);
            if (!authorities.isEmpty()) {
                X509TrustManager trust = OwnTrust.in(authorities);
                builder.sslSocketFactory(OwnTrust.socketFactory(trust), trust);
            }
            return names == null ? builder.build() : builder.dns(names).build();
        }

        private Dispatcher newDispatcher() {
            ExecutorService executor = new ThreadPoolExecutor(
                    0, Integer.MAX_VALUE, IDLE_THREAD_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
            Dispatcher dispatcher = new Dispatcher(executor);
            // Room for calls that were given up while a name look-up blocks them: they must not hold others up.
            dispatcher.setMaxRequests(4 * maxParallelUploads);
            dispatcher.setMaxRequestsPerHost(4 * maxParallelUploads);
            return dispatcher;
        }
    }
}
