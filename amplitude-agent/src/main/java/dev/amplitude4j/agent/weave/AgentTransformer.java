// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

import dev.amplitude4j.agent.capture.Context;
import dev.amplitude4j.agent.rules.MethodRule;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Looks at every class that the application loads, or that somebody redefines, on the thread that does so, and has those woven
 * that rules mean. Takes no lock but those of {@link Sites} and of the agent's log; whatever fails, the class stays as it is.
 */
public final class AgentTransformer implements ClassFileTransformer {

    private final MatchPlan plan;
    private final Sites sites;
    private final boolean weaveLogCalls;
    private final ClassLoader own = AgentTransformer.class.getClassLoader();

    /**
     * A transformer for those rules.
     *
     * @param eventAnnotations binary names of further annotations that mean an event
     * @param weaveLogCalls whether records of logging frameworks are wanted
     */
    public AgentTransformer(
            List<MethodRule> rules, Collection<String> eventAnnotations, boolean weaveLogCalls, Sites sites) {
        this.plan = new MatchPlan(rules, eventAnnotations);
        this.sites = sites;
        this.weaveLogCalls = weaveLogCalls;
    }

    /** Whether a class of that internal name is woven for no rule: it is one of the JDK, or ours. */
    public static boolean isNever(String internalName) {
        return MatchPlan.isNever(internalName);
    }

    /** Whether a class that is loaded already is to be woven; annotations are not looked for there. */
    public boolean wants(Class<?> loaded) {
        String name = loaded.getName().replace('.', '/');
        boolean isOurs = loaded.getClassLoader() == own || loaded.isArray() || loaded.isInterface();
        if (isOurs) {
            return false;
        }
        return (weaveLogCalls && LogCall.of(name) != null)
                || (loaded.getClassLoader() != null && plan.meansLoaded(name, loaded));
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
        if (name == null || loader == own) {
            return null;
        }
        if (Context.isContext(name)) {
            Context.nowInUse();
        }
        try {
            LogCall logCall = weaveLogCalls ? LogCall.of(name) : null;
            if (logCall != null) {
                return Weavers.weaver().weaveLogCall(loader, bytes, logCall);
            }
            if (loader == null || !plan.mayMean(name, bytes)) {
                return null;
            }
            if (plan.names(name)) {
                sites.loaded(name.replace('/', '.'));
            }
            return weave(loader, name, bytes);
        } catch (Throwable e) {
            if (plan.names(name) || LogCall.of(name) != null) {
                sites.failed(name.replace('/', '.'), e);
            }
            return null;
        }
    }

    private byte[] weave(ClassLoader loader, String name, byte[] bytes) {
        Weaver weaver = Weavers.weaver();
        List<Match> matches = weaver.find(loader, bytes, plan, sites);
        List<Match> taken = new ArrayList<>(matches.size());
        List<Weaving> weavings = new ArrayList<>(matches.size());
        for (Match match : matches) {
            Weaving weaving = sites.weaving(match);
            if (weaving != null) {
                taken.add(match);
                weavings.add(weaving);
            }
        }
        if (weavings.isEmpty()) {
            return null;
        }
        byte[] woven;
        try {
            woven = weaver.weave(loader, name, bytes, weavings);
        } catch (RuntimeException | LinkageError e) {
            return weaveEach(loader, name, bytes, weavings, taken);
        }
        sites.woven(taken);
        return woven;
    }

    /** One method that cannot be woven leaves the others their events. */
    private byte[] weaveEach(
            ClassLoader loader, String name, byte[] bytes, List<Weaving> weavings, List<Match> matches) {
        byte[] woven = bytes;
        for (int i = 0; i < weavings.size(); i++) {
            try {
                woven = Weavers.weaver().weave(loader, name, woven, Collections.singletonList(weavings.get(i)));
                sites.woven(Collections.singletonList(matches.get(i)));
            } catch (RuntimeException | LinkageError e) {
                sites.failed(matches.get(i).method().key(), e);
            }
        }
        return woven == bytes ? null : woven;
    }

    /** The bytecode library, from the first class on that a rule means. */
    private static final class Weavers {
        private static final String SAFE = "net.bytebuddy.safe";
        private static final Weaver WEAVER = create();

        static Weaver weaver() {
            return WEAVER;
        }

        /** Without the property it prints a warning on JDK 24 and later; the application's own copy must not see it. */
        private static Weaver create() {
            String before = System.getProperty(SAFE);
            System.setProperty(SAFE, "true");
            try {
                return new ByteBuddyWeaver();
            } finally {
                if (before == null) {
                    System.clearProperty(SAFE);
                } else {
                    System.setProperty(SAFE, before);
                }
            }
        }
    }
}
