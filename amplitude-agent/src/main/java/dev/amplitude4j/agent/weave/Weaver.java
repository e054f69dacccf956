// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

import java.util.List;

/** Puts calls of the bridge into the bytes of a class, on the thread that loads it. Thread-safe. */
interface Weaver {

    /** The methods of a class of that loader that rules mean; empty if there are none. */
    List<Match> find(ClassLoader loader, byte[] bytes, MatchPlan plan, Failures failures);

    /** The bytes with those methods woven. Fails with any exception, and then the class stays as it is. */
    byte[] weave(ClassLoader loader, String internalName, byte[] bytes, List<Weaving> weavings);

    /** The bytes with the log call of a framework woven. */
    byte[] weaveLogCall(ClassLoader loader, byte[] bytes, LogCall call);
}
