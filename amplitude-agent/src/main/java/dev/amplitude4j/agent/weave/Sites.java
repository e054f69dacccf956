// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

import java.util.List;

/** Gives woven methods their numbers. Called on threads that load classes; must be thread-safe, and log nothing. */
public interface Sites extends Failures {

    /** What is to be woven for that match, or null if there is no room for another one. */
    Weaving weaving(Match match);

    /** A class that a rule names is being loaded. */
    void loaded(String className);

    /** Those methods of the class are woven now. */
    void woven(List<Match> matches);
}
