// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/** One connection through the proxy: the socket that was accepted, the one to the target, and a wire each way. */
final class Link {

    private final FaultProxy proxy;
    private final ExecutorService threads;
    private final Socket accepted;
    private volatile Socket target;
    private volatile boolean frozen;
    private volatile Wire up;

    Link(FaultProxy proxy, ExecutorService threads, Socket accepted) {
        this.proxy = proxy;
        this.threads = threads;
        this.accepted = accepted;
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    /** Connects and forwards until one side ends. */
    void open() {
        threads.execute(guarded(() -> {
            Socket client = proxy.admit(accepted);
            target = new Socket(InetAddress.getLoopbackAddress(), proxy.targetPort());
            target.setTcpNoDelay(true);
            up = new Wire(this, client, target, () -> frozen ? Toxics.silence() : proxy.upstream());
            Wire down = new Wire(this, target, client, () -> frozen ? Toxics.silence() : proxy.downstream());
            threads.execute(guarded(up::read));
            threads.execute(guarded(up::write));
            threads.execute(guarded(down::read));
            threads.execute(guarded(() -> {
                down.write();
                if (!frozen) {
                    close();
                }
            }));
        }));
    }

    /** From now on forwards nothing, and tells nobody. */
    void freeze() {
        frozen = true;
    }

    void count(Wire wire, int bytes) {
        proxy.count(wire == up, bytes);
    }

    void close() {
        closeQuietly(accepted);
        closeQuietly(target);
        proxy.closed(this);
    }

    void reset() {
        resetOnClose(accepted);
        resetOnClose(target);
        close();
    }

    private Runnable guarded(Work work) {
        return () -> {
            try {
                work.run();
            } catch (IOException | RejectedExecutionException e) {
                if (!frozen) {
                    close(); // one side went away, which tests ask of it, or the proxy was closed
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private static void resetOnClose(Socket socket) {
        try {
            if (socket != null) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            // closed already
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // closed already
        }
    }
}
