// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

import dev.amplitude4j.event.IngestionMetadata;
import dev.amplitude4j.event.Plan;

/** What every event of a client carries unless it brings its own; a null part is left out. Immutable. */
public final class EventDefaults {

    final String library;
    final Plan plan;
    final IngestionMetadata ingestionMetadata;
    final String partnerId;

    /** The defaults of one client; {@code library} is {@code name/version}. */
    public EventDefaults(String library, Plan plan, IngestionMetadata ingestionMetadata, String partnerId) {
        this.library = library;
        this.plan = plan;
        this.ingestionMetadata = ingestionMetadata;
        this.partnerId = partnerId;
    }
}
