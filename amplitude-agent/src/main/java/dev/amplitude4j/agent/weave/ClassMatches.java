// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

import dev.amplitude4j.agent.rules.Rules;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds in class files the methods that rules mean, just as the weaver does, and weaves nothing. Asked by the doctor.
 */
public final class ClassMatches {

    private final MatchPlan plan;

    /** For those rules, and for methods that carry an annotation of ours. */
    public ClassMatches(Rules rules) {
        this.plan = new MatchPlan(rules.methods(), rules.settings().eventAnnotations());
    }

    /** The methods of one class; empty if none is meant. Bytes that are no class file fail with an exception. */
    public List<Match> in(String internalName, byte[] bytes) {
        return plan.mayMean(internalName, bytes) ? MethodFinder.find(bytes, plan) : new ArrayList<Match>();
    }
}
