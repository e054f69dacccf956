// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.amplitude4j.emulator.Emulator;
import dev.amplitude4j.result.Stats;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Row N10: servers that are not who they should be get no byte of a request. */
@Execution(ExecutionMode.CONCURRENT)
class TlsFaultsIT {

    private static final Duration DEADLINE = Duration.ofSeconds(5);

    /** What a server answers that knows TLS 1.0 and nothing later: a ServerHello of that version. */
    private static final byte[] SERVER_HELLO_OF_TLS_1_0 = serverHello();

    @TempDir
    Path folder;

    @Test
    void n10_selfSignedCertificate() throws Exception {
        refused("self-signed", new TlsDoorway(TlsDoorway.localhost().build()));
    }

    @Test
    void n10_expiredCertificate() throws Exception {
        long now = System.currentTimeMillis();
        refused(
                "expired",
                new TlsDoorway(TlsDoorway.localhost()
                        .signedBy(TlsDoorway.AUTHORITY)
                        .validityInterval(now - TimeUnit.DAYS.toMillis(2), now - TimeUnit.DAYS.toMillis(1))
                        .build()));
    }

    @Test
    void n10_certificateOfAnotherHost() throws Exception {
        refused(
                "wrong host",
                new TlsDoorway(new HeldCertificate.Builder()
                        .addSubjectAlternativeName("other.example")
                        .signedBy(TlsDoorway.AUTHORITY)
                        .build()));
    }

    @Test
    void n10_certificateOfAnUnknownAuthority() throws Exception {
        HeldCertificate stranger =
                new HeldCertificate.Builder().certificateAuthority(0).build();
        refused(
                "unknown authority",
                new TlsDoorway(TlsDoorway.localhost().signedBy(stranger).build()));
    }

    @Test
    void n10_serverOfTls10() throws Exception {
        refused("TLS 1.0", accepted -> {
            accepted.getInputStream().read(new byte[4096]);
            accepted.getOutputStream().write(SERVER_HELLO_OF_TLS_1_0);
            accepted.getOutputStream().flush();
            accepted.getInputStream().transferTo(OutputStream.nullOutputStream());
            throw new IOException("the client went away");
        });
    }

    @Test
    void n10_handshakeThatStalls() throws Exception {
        refused("stalled handshake", accepted -> {
            accepted.getInputStream().transferTo(OutputStream.nullOutputStream());
            throw new IOException("the client went away");
        });
    }

    @Test
    void n10_resetInTheHandshake() throws Exception {
        refused("reset in the handshake", accepted -> {
            accepted.getInputStream().readNBytes(100);
            accepted.setSoLinger(true, 0);
            throw new IOException("reset");
        });
    }

    /** The emulator's own certificate, as its command line writes it. */
    @Test
    void emulatorsCertificate_canBeTrusted() throws Exception {
        try (Trial trial = new Trial("TLS", Emulator.builder().tls(true).start())) {
            Path pem = Files.writeString(
                    folder.resolve("emulator.pem"),
                    new HeldCertificate(
                                    TlsDoorway.localhost().build().keyPair(),
                                    trial.emulator().certificate())
                            .certificatePem());
            trial.start(trial.settings()
                    .serverUrl("https://127.0.0.1:" + trial.proxy().port())
                    .trustedCertificates(pem.toString()));
            trial.log(100);
            trial.assertEveryAttemptReceived(trial.judgeNothingLost());
        }
    }

    private void refused(String row, FaultProxy.Doorway wrong) throws Exception {
        String pem = TlsDoorway.writeAuthority(folder);
        try (Trial trial = new Trial("N10, " + row)) {
            trial.proxy().doorway(wrong);
            trial.start(trial.settings()
                    .serverUrl("https://127.0.0.1:" + trial.proxy().port())
                    .trustedCertificates(pem)
                    .requestTimeout(DEADLINE));
            trial.log(200);
            long startNanos = System.nanoTime();
            var unused = trial.client().flush();
            await().until(() -> trial.client().stats().requests().getOrDefault(0, 0L) >= 1);
            Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
            System.out.println(trial.about() + ": " + took.toMillis() + " ms, " + trial.messages());
            assertThat(took).as(trial.about()).isLessThan(DEADLINE.multipliedBy(2));
            assertThat(trial.proxy().upstreamBytes()).as(trial.about()).isZero();
            assertThat(trial.client().stats().traffic().ambiguousAttempts())
                    .as(trial.about())
                    .isZero();
            trial.proxy().doorway(TlsDoorway.trusted());
            Stats stats = trial.judgeNothingLost();
            trial.assertEveryAnsweredAttemptReceived(stats);
        }
    }

    private static byte[] serverHello() {
        byte[] hello = new byte[5 + 4 + 38];
        hello[0] = 22; // a record of the handshake
        hello[1] = 3;
        hello[2] = 1; // TLS 1.0
        hello[4] = 4 + 38;
        hello[5] = 2; // ServerHello
        hello[8] = 38;
        hello[9] = 3;
        hello[10] = 1; // TLS 1.0
        hello[5 + 4 + 36] = 0x2f; // TLS_RSA_WITH_AES_128_CBC_SHA
        return hello;
    }
}
