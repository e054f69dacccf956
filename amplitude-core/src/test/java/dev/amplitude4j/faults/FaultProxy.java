// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A TCP proxy on a loopback port that spoils what passes, in a way that the test changes at any time: {@link #upstream} and
 * {@link #downstream} take a toxic each, the other methods spoil connections as a whole. Thread-safe.
 */
public final class FaultProxy implements AutoCloseable {

    private static final int BACKLOG = 200;

    /** Below those that the kernel gives to outgoing connections, so that none of them takes it while the proxy is down. */
    private static final int FIRST_PORT = 20_000;

    private static final int PORTS = 12_000;

    /** No two proxies of a JVM get the same port: while one is down, the kernel would let another take its port. */
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(PORTS));

    private static final Duration UNTIL_FREE = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newCachedThreadPool(FaultProxy::daemon);
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong upstreamBytes = new AtomicLong();
    private final AtomicLong downstreamBytes = new AtomicLong();
    private final InetSocketAddress address;
    private volatile Toxic upstream = Toxic.NONE;
    private volatile Toxic downstream = Toxic.NONE;
    private volatile Doorway doorway = socket -> socket;
    private volatile boolean blackhole;
    private volatile int targetPort;
    private ServerSocket listener;
    private CompletableFuture<Void> accepting;
    private Socket placeholder;

    /** A proxy in front of that loopback port. */
    public FaultProxy(int targetPort) {
        this.targetPort = targetPort;
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), listenAnywhere());
    }

    /** Turns a socket that was accepted into the one to read from, as a TLS server does. */
    @FunctionalInterface
    public interface Doorway {
        Socket admit(Socket accepted) throws IOException;
    }

    /** Where it listens, as a plain URL without a path. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** The port on which it listens. */
    public int port() {
        return address.getPort();
    }

    /** Sends new connections elsewhere. */
    public void target(int loopbackPort) {
        targetPort = loopbackPort;
    }

    /** Does that to what clients send, from the next bytes on. */
    public void upstream(Toxic toxic) {
        upstream = toxic;
    }

    /** Does that to what the target answers, from the next bytes on. */
    public void downstream(Toxic toxic) {
        downstream = toxic;
    }

    /** Lets new connections in this way. */
    public void doorway(Doorway way) {
        doorway = way;
    }

    /** Closes all connections and refuses new ones. */
    public synchronized void down() {
        if (listener == null) {
            return;
        }
        close(listener);
        listener = null;
        accepting.join(); // until it has ended, the kernel listens
        // The kernel listens as well for a process that is just being started, which has our sockets until it runs its
        // program.
        placeholder = await().atMost(UNTIL_FREE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .ignoreException(BindException.class)
                .until(this::holdPort, Objects::nonNull);
        links.forEach(Link::close);
    }

    /** Accepts connections again. */
    public synchronized void up() {
        if (listener == null) {
            close(placeholder);
            listen(address.getPort());
        }
    }

    /** New connections are accepted and never read from, while {@code on}. */
    public void blackhole(boolean on) {
        blackhole = on;
    }

    /** The connections of now carry nothing any more, either way, and stay open; new ones are well. */
    public void halfOpen() {
        links.forEach(Link::freeze);
    }

    /** Cuts the connections of now; new ones are well. */
    public void resetAll() {
        links.forEach(Link::reset);
    }

    /** Ends every fault, for new connections and for those that still stand. */
    public void heal() {
        upstream = Toxic.NONE;
        downstream = Toxic.NONE;
        blackhole = false;
        up();
    }

    /** How many connections were accepted. */
    public int connections() {
        return connections.get();
    }

    /** How many bytes reached the target, decrypted if the doorway does that. */
    public long upstreamBytes() {
        return upstreamBytes.get();
    }

    /** How many bytes of answers reached the clients. */
    public long downstreamBytes() {
        return downstreamBytes.get();
    }

    @Override
    public synchronized void close() {
        close(listener);
        close(placeholder);
        threads.shutdownNow();
        links.forEach(Link::close);
    }

    Socket admit(Socket accepted) throws IOException {
        return doorway.admit(accepted);
    }

    int targetPort() {
        return targetPort;
    }

    Toxic upstream() {
        return upstream;
    }

    Toxic downstream() {
        return downstream;
    }

    void count(boolean up, int bytes) {
        (up ? upstreamBytes : downstreamBytes).addAndGet(bytes);
    }

    void closed(Link link) {
        links.remove(link);
    }

    /** Holds the port: a client that asks a free one from a port of the same number would meet itself. */
    private Socket holdPort() throws IOException {
        Socket holder = new Socket();
        try {
            holder.setReuseAddress(true);
            holder.bind(address);
            return holder;
        } catch (IOException e) {
            holder.close();
            throw e;
        }
    }

    private int listenAnywhere() {
        while (true) {
            try {
                return listen(FIRST_PORT + Math.floorMod(NEXT_PORT.getAndIncrement(), PORTS));
            } catch (UncheckedIOException e) {
                if (!(e.getCause() instanceof BindException)) {
                    throw e; // a port in use is no reason to give up: there are others
                }
            }
        }
    }

    private int listen(int port) {
        try {
            ServerSocket server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            listener = server;
            accepting = CompletableFuture.runAsync(() -> accept(server), threads);
            return server.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket server) {
        try {
            while (true) {
                Socket accepted = server.accept();
                accepted.setTcpNoDelay(true);
                connections.incrementAndGet();
                Link link = new Link(this, threads, accepted);
                links.add(link);
                if (!blackhole) {
                    link.open();
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    }

    private static void close(AutoCloseable socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
