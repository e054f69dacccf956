// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.event;

/**
 * What Amplitude does with a user or group property. Source: Amplitude's Identify API page.
 */
public enum PropertyOperation {
    /** Sets the value. */
    SET("$set"),
    /** Sets the value unless the property has one. */
    SET_ONCE("$setOnce"),
    /** Adds a number. */
    ADD("$add"),
    /** Appends to a list. */
    APPEND("$append"),
    /** Puts in front of a list. */
    PREPEND("$prepend"),
    /** Puts in front of a list unless it is in it. */
    PRE_INSERT("$preInsert"),
    /** Appends to a list unless it is in it. */
    POST_INSERT("$postInsert"),
    /** Removes all instances from a list. */
    REMOVE("$remove"),
    /** Removes the property; the value is ignored. */
    UNSET("$unset"),
    /** Removes all properties; must be alone, name and value are ignored. */
    CLEAR_ALL("$clearAll");

    private final String jsonName;

    PropertyOperation(String jsonName) {
        this.jsonName = jsonName;
    }

    /** The name on the wire, for example {@code $setOnce}. */
    public String jsonName() {
        return jsonName;
    }
}
