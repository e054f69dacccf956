// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.store;

import dev.amplitude4j.Amplitude;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** The markers that make events of log lines, on whatever logs behind SLF4J: amplitude4j knows them by their names. */
public final class EventMarkers {

    public static final Marker AMPLITUDE = MarkerFactory.getMarker(Amplitude.AMPLITUDE);

    static final Marker AMPLITUDE_IDENTIFY = MarkerFactory.getMarker(Amplitude.AMPLITUDE_IDENTIFY);
    static final Marker AMPLITUDE_GROUP_IDENTIFY = MarkerFactory.getMarker(Amplitude.AMPLITUDE_GROUP_IDENTIFY);
    static final Marker AMPLITUDE_REVENUE = MarkerFactory.getMarker(Amplitude.AMPLITUDE_REVENUE);

    private EventMarkers() {}
}
