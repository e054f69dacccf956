// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import static dev.amplitude4j.Amplitude.kv;
import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.event.NameFilter.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordPrivacyTest {

    private final List<String> warnings = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"password", "passwd", "secret", "token", "authorization", "cookie", "api_key"})
    void secrets_areDeniedFromTheStart(String name) {
        PrivacyFilter filter = filter(MappingOptions.builder().deny("card*"));
        assertThat(filter.actionFor(name)).isEqualTo(Action.DENY);
        assertThat(filter.actionFor(name.toUpperCase(Locale.ROOT))).isEqualTo(Action.DENY);
    }

    @ParameterizedTest
    @CsvSource({
        "cardNumber, DENY",
        "CARD, DENY",
        "discard, KEEP",
        "email, HASH",
        "user_email, HASH",
        "phone, MASK",
        "Phone, MASK",
        "phones, KEEP",
        "a1, MASK",
        "a12, KEEP",
        "emailcard, HASH",
        "cardemail, DENY"
    })
    void denyBeatsHashBeatsMask_inAnyCase(String name, Action expected) {
        PrivacyFilter filter = filter(MappingOptions.builder()
                .deny("card*")
                .hash("*email*")
                .mask("phone", "email*, a?")
                .hashSalt("salt"));
        assertThat(filter.actionFor(name)).isEqualTo(expected);
        assertThat(filter.actionFor(name)).as("from the cache").isEqualTo(expected);
    }

    @Test
    void hash_isAnHmacOf32HexCharacters() {
        PrivacyFilter filter = filter(MappingOptions.builder().hash("email").hashSalt("key"));
        assertThat(filter.hash("The quick brown fox jumps over the lazy dog"))
                .as("first half of the published HMAC-SHA256 example")
                .isEqualTo("f7bc83f430538424b13298e6aa6fb143");
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "PII_SALT_IS_UNDEFINED", "${env:PII_SALT}"})
    void hashWithoutSalt_masksWithOneWarning(String salt) {
        PrivacyFilter filter = filter(MappingOptions.builder().hash("email").hashSalt(salt));
        assertThat(filter.actionFor("email")).isEqualTo(Action.MASK);
        assertThat(warnings).singleElement().asString().contains("hashSalt");
    }

    @Test
    void manyNames_areDecidedInBoundedMemory() {
        BoundedCache<String> cache = new BoundedCache<>();
        for (int i = 0; i < 100_000; i++) {
            cache.put("name" + i, "x");
            assertThat(cache.size()).isLessThanOrEqualTo(BoundedCache.MAX_ENTRIES);
        }
        cache.put("x".repeat(300), "too long to keep");
        assertThat(cache.get("x".repeat(300))).isNull();
    }

    @Test
    void ids_areHashedAndNeverMaskedIntoOneUser() {
        RecordedEvent hashed = fixture(
                        MappingOptions.builder().hash("uid").hashSalt("s").userIdKeys("uid"))
                .map(FakeRecord.ofNobody("t", kv("uid", "user-42")));
        assertThat(hashed.top.get("user_id")).asString().hasSize(32).isNotEqualTo("user-42");
        RecordedEvent byCanonicalName = fixture(
                        MappingOptions.builder().deny("user_id").userIdKeys("uid"))
                .map(FakeRecord.ofNobody("t", kv("uid", "user-42")));
        assertThat(byCanonicalName.top).doesNotContainKey("user_id").containsKey("device_id");
        RecordedEvent masked =
                fixture(MappingOptions.builder().mask("user_id").minIdLength(1)).map(new FakeRecord("t"));
        assertThat(masked.top).doesNotContainKey("user_id").containsEntry("device_id", HostId.get());
    }

    @Test
    void placeholderId_isNotMadeUsableByHashing() {
        RecordedEvent event = fixture(MappingOptions.builder().hash("user_id").hashSalt("s"))
                .map(new FakeRecord("t", kv("user_id", "null")));
        assertThat(event.top).doesNotContainKey("user_id");
        assertThat(event.properties).containsEntry("anonymous", true);
    }

    @Test
    void groupsAndFields_followTheRules() {
        RecordedEvent event = fixture(MappingOptions.builder()
                        .deny("company")
                        .mask("amp.city")
                        .hash("country")
                        .hashSalt("s"))
                .map(new FakeRecord(
                        "t", kv("group.company", "Acme"), kv("amp.city", "Bonn"), kv("amp.country", "Germany")));
        assertThat(event.groups).isEmpty();
        assertThat(event.top).doesNotContainKey("city");
        assertThat(event.top.get("country")).asString().hasSize(32);
    }

    @Test
    void formerNames_countToo() {
        RecordedEvent event = fixture(MappingOptions.builder()
                        .deny("price")
                        .mask("X-Phone")
                        .mdcRename("X-Phone=contact, token=harmless"))
                .map(
                        new FakeRecord("t", kv("price", 1), kv("quantity", 2))
                                .context("X-Phone", "0123")
                                .context("token", "abc"),
                        "AMPLITUDE_REVENUE");
        assertThat(event.properties).containsExactlyInAnyOrderEntriesOf(Map.of("$quantity", 2, "contact", "****"));
    }

    @ParameterizedTest
    @CsvSource({"keep, 10.1.2.3", "truncate, 10.1.2.0", "drop,"})
    void ip_followsItsPolicy(String policy, String expected) {
        RecordedEvent event = fixture(MappingOptions.builder().ip(policy).ipKeys("client_ip"))
                .map(new FakeRecord("t", kv("client_ip", "10.1.2.3")).context("amp.ip", "10.9.9.9"));
        assertThat(event.top.get("ip")).isEqualTo(expected);
        assertThat(event.properties).isEmpty();
    }

    @Test
    void ipByItsFieldName_followsThePolicyToo() {
        RecordedEvent event =
                fixture(MappingOptions.builder().ip("drop")).map(new FakeRecord("t", kv("amp.ip", "10.1.2.3")));
        assertThat(event.top).doesNotContainKey("ip");
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.17.254, 192.168.17.0",
        "255.255.255.255, 255.255.255.0",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1::",
        "2001:DB8::1, 2001:db8:0::",
        "fe80::1%eth0, fe80:0:0::",
        "::1, 0:0:0::",
        "::ffff:10.1.2.3, 10.1.2.0",
        "1:2:3:4:5:6:10.1.2.3, 1:2:3::"
    })
    void truncation_keeps24And48Bits(String address, String expected) {
        assertThat(IpTruncation.truncate(address)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "10.1.2",
                "10.1.2.256",
                "10.1.2.3.4",
                "10.1.2.3:80",
                "1:2:3",
                "1::2::3",
                ":::",
                "12345::",
                "g::",
                "",
                "10.1.2.-3",
                "$remote",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:10.1.2.3",
                "10.1.2.3, 10.4.5.6",
                "\u0661.1.1.1"
            })
    void truncation_leavesOutWhatIsNoAddress(String text) {
        assertThat(IpTruncation.truncate(text)).isNull();
    }

    private PrivacyFilter filter(MappingOptions.Builder options) {
        return new PrivacyFilter(options.build(), warnings::add);
    }

    private static MapperFixture fixture(MappingOptions.Builder options) {
        return new MapperFixture(options);
    }
}
