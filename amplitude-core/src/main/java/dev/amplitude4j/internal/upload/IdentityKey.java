// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

/** Turns ids into numbers, so that a table of identities needs the same memory whatever they are called. */
final class IdentityKey {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private IdentityKey() {}

    static long ofUser(String userId) {
        return hash('u', userId);
    }

    static long ofDevice(String deviceId) {
        return hash('d', deviceId);
    }

    /** The unit of order: the device if there is one, else the user. */
    static long of(String userId, String deviceId) {
        return deviceId != null ? ofDevice(deviceId) : ofUser(userId);
    }

    /** A group's event may have no id at all. */
    private static long hash(char kind, String id) {
        long hash = (FNV_OFFSET ^ kind) * FNV_PRIME;
        for (int i = 0; id != null && i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * FNV_PRIME;
        }
        return hash ^ (hash >>> 32);
    }
}
