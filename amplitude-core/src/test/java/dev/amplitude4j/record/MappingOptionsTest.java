// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MappingOptionsTest {

    @Test
    void defaults_areTheDocumentedOnes() {
        MappingOptions options = MappingOptions.builder().build();
        assertThat(options.marker()).isEqualTo("AMPLITUDE");
        assertThat(options.eventTypeFrom)
                .containsExactly(EventTypeSource.KEY, EventTypeSource.MARKER, EventTypeSource.TEMPLATE);
        assertThat(options.maxEventTypes).isEqualTo(500);
        assertThat(List.of(options.userIdKeys, options.deviceIdKeys, options.sessionIdKeys, options.ipKeys))
                .containsExactly(List.of("user_id"), List.of("device_id"), List.of("session_id"), List.of("ip"));
        assertThat(options.missingId).isEqualTo(MissingIdPolicy.ANONYMOUS);
        assertThat(options.minIdLength()).isEqualTo(5);
        assertThat(options.ip).isEqualTo(IpPolicy.KEEP);
        assertThat(options.includeErrorMessage).isFalse();
        assertThat(options.problems()).isEmpty();
    }

    @Test
    void unsetText_keepsDefaults() {
        for (String unset : new String[] {null, "", "  ", "X_IS_UNDEFINED", "${env:X}"}) {
            MappingOptions options = MappingOptions.builder()
                    .marker(unset)
                    .eventTypeFrom(unset)
                    .userIdKeys(unset)
                    .mdcRename(unset)
                    .missingId(unset)
                    .ip(unset)
                    .eventProperty(unset)
                    .anonymousDeviceId(unset)
                    .deny(unset)
                    .build();
            assertThat(options.marker).isEqualTo("AMPLITUDE");
            assertThat(options.eventTypeFrom).hasSize(3);
            assertThat(options.userIdKeys).containsExactly("user_id");
            assertThat(options.mdcRename).isEmpty();
            assertThat(options.deny).isEmpty();
            assertThat(options.problems()).isEmpty();
        }
    }

    @Test
    void lists_areReadLeniently() {
        MappingOptions options = MappingOptions.builder()
                .userIdKeys(" user_id ,, userId", "uid")
                .mdcRename("a=b, c = d", "e=f")
                .mdcTypes("n=NUMBER")
                .eventProperty("motto=one, two = three")
                .build();
        assertThat(options.userIdKeys).containsExactly("user_id", "userId", "uid");
        assertThat(options.mdcRename).isEqualTo(Map.of("a", "b", "c", "d", "e", "f"));
        assertThat(options.mdcTypes).isEqualTo(Map.of("n", ValueType.NUMBER));
        assertThat(options.eventProperties).isEqualTo(Map.of("motto", "one, two = three"));
        assertThat(options.problems()).isEmpty();
    }

    @Test
    void badValues_becomeProblemsThatSayWhatToWrite() {
        MappingOptions options = MappingOptions.builder()
                .eventTypeFrom("key, nonsense")
                .missingId("guess")
                .maxEventTypes(0)
                .minIdLength(-1)
                .mdcRename("justAName")
                .mdcTypes("n=integer")
                .eventProperty("=value")
                .ip("half")
                .build();
        assertThat(options.eventTypeFrom).containsExactly(EventTypeSource.KEY);
        assertThat(options.missingId).isEqualTo(MissingIdPolicy.ANONYMOUS);
        assertThat(options.maxEventTypes).isEqualTo(500);
        assertThat(options.minIdLength).isEqualTo(5);
        assertThat(options.problems())
                .satisfiesExactly(
                        problem -> assertThat(problem).contains("eventTypeFrom", "nonsense", "[key, marker, template"),
                        problem -> assertThat(problem).contains("missingId", "guess", "[anonymous, drop]"),
                        problem -> assertThat(problem).contains("maxEventTypes", "0", "500"),
                        problem -> assertThat(problem).contains("minIdLength", "-1", "5"),
                        problem -> assertThat(problem).contains("rename", "justAName", "name=value"),
                        problem -> assertThat(problem).contains("type of n", "integer", "[number, boolean, string]"),
                        problem -> assertThat(problem).contains("eventProperty", "name=value"),
                        problem -> assertThat(problem).contains("ip", "half", "[keep, truncate, drop]"));
    }
}
