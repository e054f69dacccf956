// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import static dev.amplitude4j.log4j2.AmplitudeMarkers.AMPLITUDE;
import static dev.amplitude4j.log4j2.AmplitudeMarkers.AMPLITUDE_IDENTIFY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.record.MarkerRules;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager.Log4jMarker;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;

class EventMarkersTest {

    private final MarkerRules rules = new MarkerRules("AMPLITUDE");

    @Test
    void noMarkerOrAForeignOne_isNoEvent() {
        assertThat(strongest(null)).isNull();
        assertThat(strongest(new Log4jMarker("OTHER"))).isNull();
        assertThat(strongest(new Log4jMarker("OTHER").addParents(new Log4jMarker("MORE"))))
                .isNull();
    }

    @Test
    void ours_isFoundAmongParentsOfAnyDistance() {
        assertThat(strongest(AMPLITUDE)).isEqualTo("AMPLITUDE");
        assertThat(strongest(AMPLITUDE_IDENTIFY)).isEqualTo("AMPLITUDE_IDENTIFY");
        Marker middle = new Log4jMarker("MIDDLE").addParents(AMPLITUDE_IDENTIFY);
        assertThat(strongest(new Log4jMarker("DEEP").addParents(AMPLITUDE, middle)))
                .isEqualTo("AMPLITUDE_IDENTIFY");
    }

    @Test
    void circle_isWalkedOnce() {
        assertThat(strongest(new Circle())).isNull();
    }

    private String strongest(Marker marker) {
        return EventMarkers.strongest(Records.of(marker, new SimpleMessage("Visited")), rules);
    }

    /** Its own parent, which Log4j's markers never are. */
    @SuppressWarnings("serial")
    private static final class Circle implements Marker {
        @Override
        public Marker addParents(Marker... markers) {
            return this;
        }

        @Override
        public String getName() {
            return "CIRCLE";
        }

        @Override
        public Marker[] getParents() {
            return new Marker[] {this, this};
        }

        @Override
        public boolean hasParents() {
            return true;
        }

        @Override
        public boolean isInstanceOf(Marker m) {
            return false;
        }

        @Override
        public boolean isInstanceOf(String name) {
            return false;
        }

        @Override
        public boolean remove(Marker marker) {
            return false;
        }

        @Override
        public Marker setParents(Marker... markers) {
            return this;
        }
    }
}
