// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.contract;

import static dev.amplitude4j.Amplitude.kv;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.amplitude4j.emulator.store.StoredEvent;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;

/** The contract with the fluent calls of SLF4J 2 beside; those bear a tag, as SLF4J 1.7 has none. */
public abstract class Slf4jContract extends RecordContract {

    @Test
    @Tag("slf4j2")
    void fluentCall_arrivesWithTypesAndAllMarkers() {
        logging.start(Setup.LEAST);
        LoggerFactory.getLogger("shop")
                .atInfo()
                .addMarker(MarkerFactory.getMarker("FOREIGN"))
                .addMarker(MarkerFactory.getMarker("AMPLITUDE"))
                .addKeyValue("total", 42.5)
                .addKeyValue("gift", false)
                .addKeyValue("user_id", "user-9")
                .addKeyValue("twice", "pair")
                .addArgument(kv("twice", "argument"))
                .log("Order Completed");
        JsonNode event = one();
        assertThat(event.path("event_type").asText()).isEqualTo("Order Completed");
        assertThat(event.path("user_id").asText()).isEqualTo("user-9");
        // The same name as argument and as pair: the argument stands higher.
        assertThat(event.path("event_properties"))
                .isEqualTo(json(
                        logging.differences().contains(Difference.FLUENT_PAIRS_ARE_CONTEXT)
                                ? "{'twice':'argument'}"
                                : "{'total':42.5,'gift':false,'twice':'argument'}"));
    }

    @Test
    @Tag("slf4j2")
    void fluentMarkers_countInAnyOrder() {
        logging.start(Setup.LEAST);
        Logger log = LoggerFactory.getLogger("shop");
        log.atInfo()
                .addMarker(MarkerFactory.getMarker("AMPLITUDE"))
                .addMarker(MarkerFactory.getMarker("FOREIGN"))
                .log("Ours First");
        log.atInfo()
                .addMarker(MarkerFactory.getMarker("FOREIGN"))
                .addMarker(MarkerFactory.getMarker("AMPLITUDE"))
                .log("Ours Last");
        List<String> expected = logging.differences().contains(Difference.LAST_FLUENT_MARKER_COUNTS)
                ? List.of("Ours Last")
                : List.of("Ours First", "Ours Last");
        assertThat(received(expected.size()).stream().map(StoredEvent::eventType))
                .containsExactlyElementsOf(expected);
    }
}
