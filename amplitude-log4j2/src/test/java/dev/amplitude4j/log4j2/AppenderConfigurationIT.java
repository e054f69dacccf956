// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.log4j2.AmplitudeMarkers.AMPLITUDE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From a configuration to events. */
class AppenderConfigurationIT {

    private final Log4jFixture log4j = new Log4jFixture();

    @AfterEach
    void stop() {
        log4j.close();
    }

    @Test
    void leastConfiguration_sendsTaggedRecords() {
        log4j.appender(log4j.target(), "");
        log4j.logger("shop").info(AMPLITUDE, "Order {} placed", "o-1", kv("user_id", "user-1"), kv("total", 42.5));
        log4j.logger("shop").info("not an event");
        JsonNode event = log4j.received(1).get(0).node();
        assertThat(event.path("event_type").asText()).isEqualTo("Order placed");
        assertThat(event.path("event_properties").path("total").asDouble()).isEqualTo(42.5);
        assertThat(log4j.warnings()).isEmpty();
    }
}
