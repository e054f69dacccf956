// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

import dev.amplitude4j.agent.rules.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Finds in class files the methods that rules mean, just as the weaver does, and weaves nothing. Asked by the doctor.
 */
public final class ClassMatches {

    private final MatchPlan plan;
    private final Function<String, byte[]> classes;
    private final Failures failures;

    /**
     * For those rules, and for methods that carry an annotation of ours.
     *
     * @param classes gives the bytes of a class by its internal name, or null
     * @param failures hears of methods whose annotations cannot be understood
     */
    public ClassMatches(Rules rules, Function<String, byte[]> classes, Failures failures) {
        this.failures = failures;
        this.classes = classes;
        this.plan = new MatchPlan(rules.methods(), rules.settings().eventAnnotations());
    }

    /** The methods of one class; empty if none is meant. Bytes that are no class file fail with an exception. */
    public List<Match> in(String internalName, byte[] bytes) {
        return plan.mayMean(internalName, bytes)
                ? MethodFinder.find(bytes, plan, classes, failures)
                : new ArrayList<Match>();
    }
}
