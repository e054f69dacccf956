// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.Amplitude;
import dev.amplitude4j.record.MarkerRules.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkerRulesTest {

    private final MarkerRules rules = new MarkerRules(Amplitude.AMPLITUDE);

    @ParameterizedTest
    @CsvSource({
        "AMPLITUDE, EVENT",
        "AMPLITUDE:Order Completed, EVENT",
        "AMPLITUDE:, EVENT",
        "AMPLITUDE_CHECKOUT, EVENT",
        "AMPLITUDE_IDENTIFY, IDENTIFY",
        "AMPLITUDE_GROUP_IDENTIFY, GROUP_IDENTIFY",
        "AMPLITUDE_REVENUE, REVENUE",
        "AMPLITUDES, NONE",
        "amplitude, NONE",
        "AUDIT, NONE",
        "MY_AMPLITUDE, NONE",
        "'', NONE",
        ", NONE"
    })
    void names_areClassified(String name, Kind expected) {
        assertThat(rules.classify(name)).isEqualTo(expected);
    }

    @Test
    void constants_areTheNamesThatTheDefaultMarkerAsksFor() {
        assertThat(rules.classify(Amplitude.AMPLITUDE_IDENTIFY)).isEqualTo(Kind.IDENTIFY);
        assertThat(rules.classify(Amplitude.AMPLITUDE_GROUP_IDENTIFY)).isEqualTo(Kind.GROUP_IDENTIFY);
        assertThat(rules.classify(Amplitude.AMPLITUDE_REVENUE)).isEqualTo(Kind.REVENUE);
        assertThat(MappingOptions.DEFAULT_MARKER).isEqualTo(Amplitude.AMPLITUDE);
    }

    @Test
    void configuredMarker_changesAllNames() {
        MarkerRules events = new MarkerRules("EVENTS");
        assertThat(events.classify("EVENTS_IDENTIFY")).isEqualTo(Kind.IDENTIFY);
        assertThat(events.classify("EVENTS:Name")).isEqualTo(Kind.EVENT);
        assertThat(events.classify("AMPLITUDE")).isEqualTo(Kind.NONE);
        assertThat(events.eventType("EVENTS:Name")).isEqualTo("Name");
    }

    @ParameterizedTest
    @CsvSource({
        ", AUDIT,",
        ", AMPLITUDE, AMPLITUDE",
        "AMPLITUDE, AUDIT, AMPLITUDE",
        "AMPLITUDE, AMPLITUDE:X, AMPLITUDE:X",
        "AMPLITUDE:X, AMPLITUDE_IDENTIFY, AMPLITUDE_IDENTIFY",
        "AMPLITUDE_REVENUE, AMPLITUDE_IDENTIFY, AMPLITUDE_REVENUE",
        "AMPLITUDE:X, AMPLITUDE:Y, AMPLITUDE:X"
    })
    void moreTellingName_isKept(String best, String candidate, String expected) {
        assertThat(rules.stronger(best, candidate)).isEqualTo(expected);
    }
}
