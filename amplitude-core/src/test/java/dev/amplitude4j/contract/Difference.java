// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.contract;

/** All that a framework does not carry as the contract says, with what to write instead. */
public enum Difference {

    /**
     * {@code log4j-slf4j2-impl} turns fluent key-values into text and puts them into the thread context of the record. There
     * ids are found as ever, all else is sent only if {@code <AmplitudeContext>} lists it. Write {@code kv} arguments.
     */
    FLUENT_PAIRS_ARE_CONTEXT,

    /**
     * {@code log4j-slf4j2-impl} keeps the last of several fluent markers. Add ours last, or refer from the other one to it.
     */
    LAST_FLUENT_MARKER_COUNTS
}
