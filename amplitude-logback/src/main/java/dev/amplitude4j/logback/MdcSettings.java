// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import dev.amplitude4j.record.MappingOptions;
import java.util.ArrayList;
import java.util.List;

/** The element {@code <mdc>}: what of the diagnostic context becomes part of an event beside the ids; nothing by default. Filled
 * by Joran on the thread that configures. */
public final class MdcSettings {

    private final List<String> eventProperties = new ArrayList<>();
    private final List<String> userProperties = new ArrayList<>();
    private final List<String> rename = new ArrayList<>();
    private final List<String> type = new ArrayList<>();

    /** With nothing set. */
    public MdcSettings() {}

    /** Patterns of names that become event properties, {@code tenant, experiment.*}. May be repeated. */
    public void addEventProperties(String text) {
        eventProperties.add(text);
    }

    /** Patterns of names that are set as user properties. May be repeated. */
    public void addUserProperties(String text) {
        userProperties.add(text);
    }

    /** New names, {@code X-Request-Id=request_id}; a name written here is let through. May be repeated. */
    public void addRename(String text) {
        rename.add(text);
    }

    /** Types, {@code cart_total=number}; {@code number}, {@code boolean} or {@code string}. A name written here is let through. May be repeated. */
    public void addType(String text) {
        type.add(text);
    }

    void applyTo(MappingOptions.Builder mapping) {
        eventProperties.forEach(mapping::mdcEventProperties);
        userProperties.forEach(mapping::mdcUserProperties);
        rename.forEach(mapping::mdcRename);
        type.forEach(mapping::mdcTypes);
    }
}
