// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import dev.amplitude4j.Amplitude;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;

/**
 * The markers that make events of log records, ready to be used by any thread. A marker of the same name from
 * {@link MarkerManager} is the same object.
 */
public final class AmplitudeMarkers {

    /** Makes an event of a record. */
    public static final Marker AMPLITUDE = MarkerManager.getMarker(Amplitude.AMPLITUDE);

    /** Sets properties of a user: {@code $set.plan}, {@code $add.orders} and so on. */
    public static final Marker AMPLITUDE_IDENTIFY = child(Amplitude.AMPLITUDE_IDENTIFY);

    /** Sets properties of a group; the record needs a {@code group.<type>}. */
    public static final Marker AMPLITUDE_GROUP_IDENTIFY = child(Amplitude.AMPLITUDE_GROUP_IDENTIFY);

    /** Reports revenue: {@code price}, {@code quantity}, {@code productId} and so on. */
    public static final Marker AMPLITUDE_REVENUE = child(Amplitude.AMPLITUDE_REVENUE);

    private AmplitudeMarkers() {}

    /** With the main marker as its parent, so that a filter on that one lets it through. */
    private static Marker child(String name) {
        return MarkerManager.getMarker(name).addParents(AMPLITUDE);
    }
}
