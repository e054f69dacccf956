// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class EmulatorIT {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void soundRequest_isIngestedAndAnswered200() throws Exception {
        try (Emulator emulator = Emulator.start()) {
            String body = "{\"api_key\":\"0123456789abcdef0123456789abcdef\",\"events\":[{\"event_type\":\"Opened\","
                    + "\"user_id\":\"user-1\",\"insert_id\":\"i-1\"}]}";
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(emulator.url() + "/2/httpapi"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).startsWith("{\"code\":200,\"events_ingested\":1,\"payload_size_bytes\":");
            assertThat(emulator.received()).hasSize(1);
            assertThat(emulator.received().get(0).json())
                    .isEqualTo("{\"event_type\":\"Opened\",\"user_id\":\"user-1\",\"insert_id\":\"i-1\"}");
        }
    }
}
