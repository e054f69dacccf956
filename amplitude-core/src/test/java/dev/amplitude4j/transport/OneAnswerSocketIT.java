// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OneAnswerSocketIT {

    private static final byte[] REQUEST = "POST".getBytes(StandardCharsets.US_ASCII);

    private final OneAnswerSocket socket = new OneAnswerSocket();
    private ServerSocket listener;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        socket.connect(listener.getLocalSocketAddress());
        server = listener.accept();
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        server.close();
        listener.close();
    }

    @Test
    void plainAnswer_isHandedOutByteByByte() throws IOException {
        ask("yes");
        assertThat(socket.getInputStream().read(new byte[10])).isEqualTo(1);
        assertThat(new String(socket.getInputStream().readNBytes(2), StandardCharsets.US_ASCII))
                .isEqualTo("es");
    }

    @Test
    void restOfAnAnswer_breaksTheNextRequest_andStaysUnread() throws IOException {
        ask("yes and no");
        socket.getInputStream().readNBytes(3);
        assertThatThrownBy(() -> socket.getOutputStream().write(REQUEST))
                .hasMessageContaining("more than it was asked");
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(IOException.class);
    }

    /** OkHttp asks a connection that was idle for 10 s, by a read that is to time out. */
    @Test
    void idleConnection_thatIsAskedHowItIs_goesOn() throws IOException {
        ask("yes");
        socket.getInputStream().readNBytes(3);
        socket.setSoTimeout(1);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        ask("no");
        socket.setSoTimeout(0);
        assertThat(socket.getInputStream().readNBytes(2))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("no");
    }

    @Test
    void tls_passesAsItIs() throws IOException {
        socket.getOutputStream().write(22);
        server.getOutputStream().write(new byte[100]);
        assertThat(socket.getInputStream().readNBytes(10)).hasSize(10);
        socket.getOutputStream().write(REQUEST);
        assertThat(socket.getInputStream().read(new byte[90])).isGreaterThan(1);
    }

    private void ask(String answer) throws IOException {
        socket.getOutputStream().write(REQUEST);
        server.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        server.getOutputStream().flush();
    }
}
