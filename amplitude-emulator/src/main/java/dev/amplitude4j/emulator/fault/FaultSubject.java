// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.fault;

/** What a fault plan may ask about a request, on the thread that serves it. */
public interface FaultSubject {

    /** The request path without its query. */
    String path();

    /** Whether the decompressed body holds these bytes. */
    boolean contains(byte[] word);

    /** Whether one of the events has this user id. */
    boolean hasUser(String userId);

    /** Whether one of the events has this device id. */
    boolean hasDevice(String deviceId);
}
