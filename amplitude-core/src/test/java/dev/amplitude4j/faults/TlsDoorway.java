// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A proxy's way in that ends TLS, so that the proxy forwards, counts and spoils what was encrypted. It speaks HTTP/1.1 only. */
final class TlsDoorway implements FaultProxy.Doorway {

    /** Signs the certificates that clients are to trust. */
    static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).build();

    private final SSLContext context;

    /** Shows that certificate. */
    TlsDoorway(HeldCertificate certificate) {
        context = new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslContext();
    }

    /** Shows a certificate as it should be. */
    static TlsDoorway trusted() {
        return new TlsDoorway(localhost().signedBy(AUTHORITY).build());
    }

    static HeldCertificate.Builder localhost() {
        return new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1");
    }

    /** Writes the authority's certificate to that folder, for a client to trust it. */
    static String writeAuthority(Path folder) throws IOException {
        return Files.writeString(folder.resolve("authority.pem"), AUTHORITY.certificatePem())
                .toString();
    }

    @Override
    public Socket admit(Socket accepted) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(accepted, InetAddress.getLoopbackAddress().getHostAddress(), accepted.getPort(), true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }
}
