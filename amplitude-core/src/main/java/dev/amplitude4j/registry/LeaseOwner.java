// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.registry;

/** What appenders and agents acquire clients for: one logging context, say. Compared by identity. */
public interface LeaseOwner {

    /**
     * Whether somebody else stops this owner when the JVM exits: a hook of the logging framework, a container. The exit hook
     * then leaves the closing to that one, and waits for it.
     */
    boolean isStoppedAtExit();

    /**
     * Whether this owner came into being after others of its kind were stopped for good: a logging framework that somebody asked
     * for a logger after its shutdown begins anew. Its client then starts with the first event rather than at once.
     */
    default boolean isLatecomer() {
        return false;
    }
}
