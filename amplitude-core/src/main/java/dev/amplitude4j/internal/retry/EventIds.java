// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.retry;

/** The events of one request, as far as an answer can name them. */
public interface EventIds {

    /** Number of events in the request. */
    int count();

    /** User id of an event, or null. */
    String userId(int index);

    /** Device id of an event, or null. */
    String deviceId(int index);
}
