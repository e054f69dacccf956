// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.amplitude4j.emulator.Emulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The proxy of the fault plan, where the tests of several rows run at once. */
class FaultProxyIT {

    private static final int ROUNDS = 100;

    /** Until it runs its program, a new process holds a copy of every socket. */
    @Test
    void down_refusesConnections_whileProcessesStart() throws IOException {
        AtomicBoolean over = new AtomicBoolean();
        try (Emulator emulator = Emulator.start();
                FaultProxy proxy = new FaultProxy(emulator.port())) {
            CompletableFuture<Void> starting = CompletableFuture.runAsync(() -> startProcessesUntil(over));
            try {
                for (int round = 0; round < ROUNDS; round++) {
                    proxy.down();
                    assertThatThrownBy(() -> connect(proxy)).isInstanceOf(ConnectException.class);
                    proxy.up();
                    connect(proxy);
                }
            } finally {
                over.set(true);
                starting.join();
            }
        }
    }

    private static void connect(FaultProxy proxy) throws IOException {
        new Socket(InetAddress.getLoopbackAddress(), proxy.port()).close();
    }

    private static void startProcessesUntil(AtomicBoolean over) {
        try {
            while (!over.get()) {
                new ProcessBuilder("true").start().waitFor();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
