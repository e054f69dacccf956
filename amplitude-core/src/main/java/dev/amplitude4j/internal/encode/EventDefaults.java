// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

import dev.amplitude4j.event.EventField;
import dev.amplitude4j.event.IngestionMetadata;
import dev.amplitude4j.event.Plan;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** What every event of a client carries unless it brings its own; a null part is left out. Immutable. */
public final class EventDefaults {

    private final Map<EventField, Object> fields = new EnumMap<>(EventField.class);

    /** The defaults of one client; {@code library} is {@code name/version}. */
    public EventDefaults(String library, Plan plan, IngestionMetadata ingestionMetadata, String partnerId) {
        fields.put(EventField.LIBRARY, library);
        fields.put(EventField.PLAN, plan);
        fields.put(EventField.INGESTION_METADATA, ingestionMetadata);
        fields.put(EventField.PARTNER_ID, partnerId);
    }

    void forEach(BiConsumer<EventField, Object> action) {
        fields.forEach(action);
    }
}
