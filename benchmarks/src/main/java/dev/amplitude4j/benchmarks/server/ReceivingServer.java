// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.amplitude4j.benchmarks.figures.Readings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.LoggerFactory;

/**
 * The server that all peers send to, in a process of its own: plain, and over TLS, where it speaks HTTP/2 with those that can, as
 * Amplitude does. Confirms what it gets in the words of any of their protocols and counts the events in it. Told what to do under
 * {@code /control}, in the query.
 */
public final class ReceivingServer extends Handler.Abstract {

    /** Begins the one line that is printed once it listens, before the two ports. */
    public static final String READY = "ready ";

    private final Receipts receipts = new Receipts();
    private final Judge judge = new Judge();
    private volatile Behaviour behaviour = Behaviour.KIND;

    private ReceivingServer() {}

    /** Listens on two free ports of the loopback address until the process is ended; the argument is a key store. */
    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        Server server = new Server();
        ServerConnector plain = listen(server, new HttpConnectionFactory());
        ServerConnector tls = listen(server, overTls(TestCertificate.context(Path.of(arguments[0]))));
        server.setHandler(new ReceivingServer());
        server.start();
        System.out.println(READY + plain.getLocalPort() + " " + tls.getLocalPort());
        server.join();
    }

    private static ServerConnector listen(Server server, ConnectionFactory... protocols) {
        ServerConnector connector = new ServerConnector(server, protocols);
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);
        return connector;
    }

    /** HTTP/2 for clients that name it, HTTP/1.1 for others. */
    private static ConnectionFactory[] overTls(SSLContext context) {
        SslContextFactory.Server certificate = new SslContextFactory.Server();
        certificate.setSslContext(context);
        HttpConnectionFactory http1 = new HttpConnectionFactory();
        ALPNServerConnectionFactory choice = new ALPNServerConnectionFactory();
        choice.setDefaultProtocol(http1.getProtocol());
        return new ConnectionFactory[] {
            new SslConnectionFactory(certificate, choice.getProtocol()),
            choice,
            new HTTP2ServerConnectionFactory(new HttpConfiguration()),
            http1
        };
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        byte[] body = Content.Source.asInputStream(request).readAllBytes();
        String path = request.getHttpURI().getPath();
        if (path.startsWith("/control")) {
            answer(response, callback, 200, control(request.getHttpURI().getQuery()));
            return true;
        }
        Behaviour now = behaviour;
        Thread.sleep(now.delayMillis());
        InetSocketAddress client =
                (InetSocketAddress) request.getConnectionMetaData().getRemoteSocketAddress();
        if (!request.getMethod().equals("POST")) {
            answer(response, callback, 200, "{}");
        } else if (now.isDown()) {
            receipts.refused(client);
            answer(response, callback, 503, "{\"code\":503}");
        } else {
            MarkCounter events = MarkCounter.of(plain(request, body));
            receipts.confirmed(client, body.length, events);
            answer(response, callback, 200, confirmation(path, events.events(), body.length));
        }
        return true;
    }

    private String control(String wishes) {
        if (wishes != null) {
            reset(Behaviour.of(Readings.ofLine(wishes.replace('&', ' ')).all()));
        }
        Readings readings = behaviour.judged() ? judge.readings() : receipts.readings();
        readings.put("upAtMillis", behaviour.upAtMillis());
        return readings.toLine();
    }

    private void reset(Behaviour wished) {
        receipts.reset();
        if (wished.judged()) {
            judge.reset();
        }
        behaviour = wished;
    }

    private static byte[] plain(Request request, byte[] body) throws IOException {
        if (!"gzip".equals(request.getHeaders().get(HttpHeader.CONTENT_ENCODING))) {
            return body;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body), 1 << 16)) {
            return in.readAllBytes();
        }
    }

    /** One JSON object that all take for a yes, with everything that Amplitude's SDK insists on; OTLP takes an empty message. */
    private static String confirmation(String path, int events, int bytes) {
        return path.startsWith("/v1/logs")
                ? ""
                : "{\"code\":200,\"events_ingested\":" + events + ",\"payload_size_bytes\":" + bytes
                        + ",\"server_upload_time\":" + System.currentTimeMillis() + ",\"status\":1,\"success\":true}";
    }

    private static void answer(Response response, Callback callback, int status, String body) {
        response.setStatus(status);
        response.getHeaders()
                .put(HttpHeader.CONTENT_TYPE, body.isEmpty() ? "application/x-protobuf" : "application/json");
        response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.US_ASCII)), callback);
    }
}
