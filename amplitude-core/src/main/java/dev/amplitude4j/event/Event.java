// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.event;

/** placeholder */
public final class Event {
    private Event() {}

    /** placeholder */
    public static final class Builder {
        private Builder() {}
    }
}
