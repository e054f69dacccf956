// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

/** When a call becomes an event. */
public enum Moment {
    /** When the method is entered; its result is not known yet. */
    ENTER,
    /** When the method returned; the default. A {@code CompletionStage} counts when it completed. */
    RETURN,
    /** When the method threw. */
    THROW,
    /** When the method returned or threw; the property {@code outcome} says which. */
    ALWAYS
}
