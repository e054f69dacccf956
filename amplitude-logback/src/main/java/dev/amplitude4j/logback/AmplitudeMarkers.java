// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import dev.amplitude4j.Amplitude;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * The markers that make events of log records, ready to be used by any thread. A marker of the same name from
 * {@link MarkerFactory} is the same object.
 */
public final class AmplitudeMarkers {

    /** Makes an event of a record. */
    public static final Marker AMPLITUDE = MarkerFactory.getMarker(Amplitude.AMPLITUDE);

    /** Sets properties of a user: {@code $set.plan}, {@code $add.orders} and so on. */
    public static final Marker AMPLITUDE_IDENTIFY = child(Amplitude.AMPLITUDE_IDENTIFY);

    /** Sets properties of a group; the record needs a {@code group.<type>}. */
    public static final Marker AMPLITUDE_GROUP_IDENTIFY = child(Amplitude.AMPLITUDE_GROUP_IDENTIFY);

    /** Reports revenue: {@code price}, {@code quantity}, {@code productId} and so on. */
    public static final Marker AMPLITUDE_REVENUE = child(Amplitude.AMPLITUDE_REVENUE);

    private AmplitudeMarkers() {}

    /** With the main marker as its reference, so that a filter on that one lets it through. */
    @SuppressWarnings("deprecation") // of references as such, in SLF4J 2.0.20; nothing replaces them
    private static Marker child(String name) {
        Marker marker = MarkerFactory.getMarker(name);
        marker.add(AMPLITUDE);
        return marker;
    }
}
