// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import static dev.amplitude4j.logback.AmplitudeMarkers.AMPLITUDE;
import static dev.amplitude4j.logback.AmplitudeMarkers.AMPLITUDE_IDENTIFY;
import static dev.amplitude4j.logback.AmplitudeMarkers.AMPLITUDE_REVENUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.spi.LoggingEvent;
import dev.amplitude4j.record.MarkerRules;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

@SuppressWarnings("deprecation") // of references as such, in SLF4J 2.0.20
class EventMarkersTest {

    private final MarkerRules rules = new MarkerRules("AMPLITUDE");

    @Test
    void untagged_isNoEvent() {
        assertThat(EventMarkers.strongest(new LoggingEvent(), rules)).isNull();
        assertThat(strongest(MarkerFactory.getDetachedMarker("OTHER"))).isNull();
    }

    @Test
    void childrenOfOurs_keepTheirKind() {
        assertThat(strongest(AMPLITUDE)).isEqualTo("AMPLITUDE");
        assertThat(strongest(AMPLITUDE_IDENTIFY)).isEqualTo("AMPLITUDE_IDENTIFY");
        assertThat(AMPLITUDE_REVENUE.contains(AMPLITUDE)).isTrue();
    }

    @Test
    void distantReference_isFound() {
        Marker marker = AMPLITUDE_REVENUE;
        for (int depth = 0; depth < 100; depth++) {
            Marker parent = MarkerFactory.getDetachedMarker("LEVEL-" + depth);
            parent.add(marker);
            marker = parent;
        }
        assertThat(strongest(marker)).isEqualTo("AMPLITUDE_REVENUE");
    }

    @Test
    void referencesInACircle_areWalkedOnce() {
        AtomicInteger walks = new AtomicInteger();
        assertThat(strongest(HostileMarkers.circular(walks))).isNull();
        assertThat(walks).hasValueLessThan(5);
    }

    @Test
    void markerThatThrows_isTheCallersToCatch() {
        assertThatThrownBy(() -> strongest(HostileMarkers.throwing())).isInstanceOf(IllegalStateException.class);
    }

    private String strongest(Marker marker) {
        LoggingEvent record = new LoggingEvent();
        Records.mark(record, marker);
        return EventMarkers.strongest(record, rules);
    }
}
