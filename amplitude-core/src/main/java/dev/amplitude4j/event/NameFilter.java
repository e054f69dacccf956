// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.event;

/** Decides by a property's name, nested names included, whether its value may leave the process. Thread-safe. */
public interface NameFilter {

    /** Lets everything through unchanged. */
    NameFilter KEEP_ALL = new NameFilter() {
        @Override
        public Action actionFor(String name) {
            return Action.KEEP;
        }

        @Override
        public String hash(String value) {
            return value;
        }
    };

    /** What to do with a value. */
    enum Action {
        /** Send it as it is. */
        KEEP,
        /** Leave it out. */
        DENY,
        /** Send {@code ****} in its place. */
        MASK,
        /** Send {@link #hash} of its text in its place. */
        HASH
    }

    /** What to do with the value of that name: the same each time, since answers may be remembered. No answer is a denial. */
    Action actionFor(String name);

    /** A keyed, irreversible digest of a value's text. */
    String hash(String value);
}
