// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @CsvSource({
        "US,false,https://api2.amplitude.com/2/httpapi",
        "US,true,https://api2.amplitude.com/batch",
        "EU,false,https://api.eu.amplitude.com/2/httpapi",
        "EU,true,https://api.eu.amplitude.com/batch"
    })
    void zone_choosesTheUrl(ServerZone zone, boolean batch, String url) {
        assertThat(Options.builder(KEY).serverZone(zone).useBatch(batch).build().uploadUrl())
                .isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080,http://127.0.0.1:8080/2/httpapi",
        "http://localhost:8080/,http://localhost:8080/2/httpapi",
        "http://[::1]:8080,http://[::1]:8080/2/httpapi",
        "https://proxy.example.com/amplitude,https://proxy.example.com/amplitude"
    })
    void serverUrl_getsThePathItLacks(String given, String url) {
        assertThat(Options.builder(KEY).serverUrl(given).build().uploadUrl()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com",
                "http://127.0.0.1.example.com",
                "http://localhost.example.com",
                "file:///etc/passwd",
                "jar:file:/x!/y",
                "https://user:secret@example.com",
                "https://example.com/#f",
                "https://exa mple.com",
                "https://example.com/\r\nX: y",
                "example.com",
                "https://"
            })
    void serverUrl_thatIsNotSafe_isRefused(String url) {
        assertThatThrownBy(() -> Options.builder(KEY).serverUrl(url).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("serverUrl")
                .hasMessageNotContaining("secret");
    }

    @Test
    void serverUrlWithAPath_cannotChangeToBatch() {
        Options.Builder options = Options.builder(KEY).useBatchWhenThrottled(true);
        assertThat(options.serverUrl("https://proxy.example.com").build().batchUrl())
                .isEqualTo("https://proxy.example.com/batch");
        options.serverUrl("https://proxy.example.com/2/httpapi");
        assertThatThrownBy(options::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("useBatchWhenThrottled")
                .hasMessageContaining("serverUrl");
    }

    @Test
    void insecureHttp_canBeAllowed() {
        Options options = Options.builder(KEY)
                .serverUrl("http://proxy.example.com")
                .allowInsecureHttp(true)
                .build();
        assertThat(options.uploadUrl()).isEqualTo("http://proxy.example.com/2/httpapi");
    }

    @Test
    void trustedCertificates_areReadWhenTheOptionsAreBuilt(@TempDir Path folder) throws IOException {
        HeldCertificate one = new HeldCertificate.Builder().build();
        HeldCertificate two = new HeldCertificate.Builder().build();
        Path file = folder.resolve("two.pem");
        Files.writeString(file, one.certificatePem() + two.certificatePem());
        Options options =
                Options.builder(KEY).trustedCertificates(file.toString()).build();
        Files.delete(file);
        assertThat(options.trustedCertificates()).containsExactly(one.certificate(), two.certificate());
        assertThat(options.withStatusListener(options.statusListener()).trustedCertificates())
                .hasSize(2);
    }

    @Test
    void trustedCertificates_thatAreNone_areRefused(@TempDir Path folder) throws IOException {
        Path absent = folder.resolve("absent.pem");
        refusedWith(b -> b.trustedCertificates(absent.toString()), "trustedCertificates cannot be read: ");
        refusedWith(b -> b.trustedCertificates("a\0b"), "trustedCertificates cannot be read: ");
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        refusedWith(
                b -> b.trustedCertificates(empty.toString()), "trustedCertificates must hold a certificate, was empty");
        Path text = Files.writeString(
                folder.resolve("text.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----");
        refusedWith(
                b -> b.trustedCertificates(text.toString()), "trustedCertificates must be certificates in PEM, was ");
    }

    @Test
    void gzip_isForAmplitudesOwnHosts_unlessAskedFor() {
        assertThat(Options.builder(KEY).build().isGzip()).isTrue();
        Options.Builder custom = Options.builder(KEY).serverUrl("https://proxy.example.com");
        assertThat(custom.build().isGzip()).isFalse();
        assertThat(custom.compression(Compression.GZIP).build().isGzip()).isTrue();
        assertThat(Options.builder(KEY).compression(Compression.NONE).build().isGzip())
                .isFalse();
    }

    @Test
    void batchEndpoint_hasLargerDefaults() {
        Options batch = Options.builder(KEY).useBatch(true).build();
        assertThat(batch.batchSize()).isEqualTo(2_000);
        assertThat(batch.maxBatchBytes()).isEqualTo(4_000_000);
        Options httpV2 = Options.builder(KEY).build();
        assertThat(httpV2.batchSize()).isEqualTo(1_000);
        assertThat(httpV2.maxBatchBytes()).isEqualTo(900_000);
    }

    @Test
    void impossibleValues_areNamedWithBoundAndValue() {
        refused(b -> b.batchSize(2_000), "batchSize must be 0 to 1999, was 2000");
        refused(b -> b.maxBatchBytes(1_000_001), "maxBatchBytes must be 0 to 1000000, was 1000001");
        refused(b -> b.maxParallelUploads(0), "maxParallelUploads must be 1 to 8, was 0");
        refused(b -> b.maxUploadAttempts(-1), "maxUploadAttempts must be at least 0, was -1");
        refused(b -> b.uploadInterval(Duration.ZERO), "uploadInterval must be PT0.001S to PT1H, was PT0S");
        refused(b -> b.requestTimeout(null), "requestTimeout must not be null");
        refused(b -> b.serverZone(null), "serverZone must not be null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\"b", "a\\b", "a b", "ключ"})
    void impossibleKeys_areRefused_withoutShowingThem(String key) {
        assertThatThrownBy(() -> Options.builder(key).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("apiKey");
    }

    @Test
    void text_neverShowsTheKey() {
        assertThat(Options.builder(KEY).clientName("shop").build()).asString().doesNotContain(KEY);
    }

    @Test
    void options_doNotFollowTheirBuilder() {
        Options.Builder builder = Options.builder(KEY);
        Options options = builder.build();
        builder.batchSize(7).plugin(event -> event);
        assertThat(options.batchSize()).isEqualTo(1_000);
        assertThat(options.plugins()).isEmpty();
    }

    private static void refused(UnaryOperator<Options.Builder> change, String message) {
        assertThatThrownBy(() -> change.apply(Options.builder(KEY)).build()).hasMessage(message);
    }

    private static void refusedWith(UnaryOperator<Options.Builder> change, String beginning) {
        assertThatThrownBy(() -> change.apply(Options.builder(KEY)).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(beginning);
    }
}
