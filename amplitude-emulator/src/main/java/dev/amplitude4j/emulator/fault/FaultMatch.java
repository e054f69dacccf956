// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.fault;

import java.nio.charset.StandardCharsets;

/**
 * Which requests a fault meets; what is null does not matter. Immutable.
 *
 * @param path the request path
 * @param skip how many matching requests pass first
 * @param times how many matching requests are met after that; null for all
 * @param durationMillis for how long after it is set the fault is in force; null for ever
 * @param word bytes that must stand somewhere in the body, as a firewall looks for them
 * @param userId a user id that one event must have
 * @param deviceId a device id that one event must have
 */
public record FaultMatch(
        String path, int skip, Integer times, Long durationMillis, String word, String userId, String deviceId) {

    boolean meets(FaultSubject request) {
        return (path == null || path.equals(request.path()))
                && (word == null || request.contains(word.getBytes(StandardCharsets.UTF_8)))
                && (userId == null || request.hasUser(userId))
                && (deviceId == null || request.hasDevice(deviceId));
    }
}
