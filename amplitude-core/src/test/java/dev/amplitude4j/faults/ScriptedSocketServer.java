// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that answers every request with the same bytes, or breaks in a chosen way; counts what it sees. */
public final class ScriptedSocketServer implements AutoCloseable {

    /** Heads of the requests so far, in order. */
    public final List<String> heads = new CopyOnWriteArrayList<>();
    /** Bodies of the requests so far, in order. */
    public final List<String> bodies = new CopyOnWriteArrayList<>();

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Answer answer;
    private final AtomicInteger connections = new AtomicInteger();

    /** Answers every request so. */
    public ScriptedSocketServer(Answer answer) throws IOException {
        this.answer = answer;
        threads.execute(this::accept);
    }

    /** Writes what the server says to a request; returns whether to read another one from the connection. */
    @FunctionalInterface
    public interface Answer {
        boolean write(OutputStream out) throws IOException, InterruptedException;
    }

    /** Answers these bytes, given in Latin-1, and reads on. */
    public static Answer text(String answer) {
        return out -> {
            out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return true;
        };
    }

    /** Where requests go. */
    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/2/httpapi";
    }

    /** The port on which it listens. */
    public int port() {
        return server.getLocalPort();
    }

    /** How many connections were accepted. */
    public int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                connections.incrementAndGet();
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            do {
                String head = readHead(in);
                if (head.isEmpty()) {
                    return;
                }
                heads.add(head);
                bodies.add(new String(in.readNBytes(contentLength(head)), StandardCharsets.UTF_8));
            } while (answer.write(socket.getOutputStream()));
        } catch (IOException e) {
            // the client went away, which some tests ask of it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String readHead(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                return "";
            }
            head.write(b);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static int contentLength(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).trim()))
                .findFirst()
                .orElseThrow();
    }
}
