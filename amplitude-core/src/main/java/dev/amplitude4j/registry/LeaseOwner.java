// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.registry;

/** What appenders and agents acquire clients for: one logging context, say. Compared by identity. */
public interface LeaseOwner {

    /**
     * Whether somebody else stops this owner when the JVM exits: a hook of the logging framework, a container. The exit hook
     * then leaves the closing to that one, and waits for it.
     */
    boolean isStoppedAtExit();
}
