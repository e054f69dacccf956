// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.internal.AmplitudeThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;

/** How many requests a TLS connection carries, by the protocol that it negotiated. */
class TlsConnectionsIT {

    private static final int REQUESTS = 3;

    @Test
    void http2_carriesAll() throws Exception {
        List<RecordedRequest> requests = send(Protocol.HTTP_2, Protocol.HTTP_1_1);
        assertThat(requests).extracting(RecordedRequest::getVersion).containsOnly("HTTP/2");
        assertThat(requests).extracting(RecordedRequest::getConnectionIndex).containsExactly(0, 0, 0);
    }

    @Test
    void http11_carriesOne_sinceItsAnswersHaveNoNumbers() throws Exception {
        List<RecordedRequest> requests = send(Protocol.HTTP_1_1);
        assertThat(requests).extracting(RecordedRequest::getVersion).containsOnly("HTTP/1.1");
        assertThat(requests).extracting(RecordedRequest::getConnectionIndex).containsExactly(0, 1, 2);
        assertThat(requests)
                .extracting(request -> request.getHeaders().get("Connection"))
                .containsOnly("close");
    }

    private static List<RecordedRequest> send(Protocol... protocols) throws Exception {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        try (MockWebServer server = new MockWebServer();
                OkHttpTransport transport = new OkHttpTransport(
                                Duration.ofSeconds(20), Duration.ofSeconds(20), 4, AmplitudeThread.factory("test-http"))
                        .trusting(List.of(certificate.certificate()))) {
            server.useHttps(new HandshakeCertificates.Builder()
                    .heldCertificate(certificate)
                    .build()
                    .sslSocketFactory());
            server.setProtocols(List.of(protocols));
            server.start();
            List<RecordedRequest> requests = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                server.enqueue(new MockResponse.Builder().body("{\"code\":200}").build());
                String url = "https://127.0.0.1:" + server.getPort() + "/2/httpapi";
                transport.send(new TextRequest(url, "{}")).get();
                requests.add(server.takeRequest());
            }
            return requests;
        }
    }
}
