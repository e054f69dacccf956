// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

import dev.amplitude4j.agent.rules.MethodRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules, arranged for the question that is asked of every class: can it be meant? Immutable; asked on threads that load
 * classes.
 */
final class MatchPlan {

    /** The end of our annotation's descriptor, which stays when a build moves it to a package of its own. */
    static final String EVENT_ANNOTATION = "amplitude4j/annotations/AmplitudeEvent;";

    /** Classes that proxies are made of: the method they stand for is woven, not theirs. */
    private static final String[] PROXIES = {
        "$$SpringCGLIB$$",
        "$$EnhancerBy",
        "$$FastClass",
        "$HibernateProxy$",
        "_$$_Weld",
        "$$$view",
        "$Proxy",
        "_jvst",
        "$MockitoMock$",
        "$ByteBuddy$"
    };

    private static final String[] NEVER = {
        "java/", "javax/management/", "jdk/", "sun/", "com/sun/proxy/", "dev/amplitude4j/agent/"
    };

    private final List<MethodRule> rules;
    private final Set<String> classes = new HashSet<>();
    private final String[] packages;
    private final Set<String> eventDescriptors = new HashSet<>();
    private final Needles needles;

    MatchPlan(List<MethodRule> rules, Collection<String> eventAnnotations) {
        this.rules = rules;
        List<String> prefixes = new ArrayList<>();
        Set<String> texts = new HashSet<>();
        for (MethodRule rule : rules) {
            if (rule.method() == null) {
                texts.add(descriptor(rule.annotation()));
            } else if (rule.method().isPackage()) {
                prefixes.add(rule.method().internalName());
            } else {
                classes.add(rule.method().internalName());
                texts.add(rule.method().internalName());
            }
        }
        for (String annotation : eventAnnotations) {
            eventDescriptors.add(descriptor(annotation));
        }
        texts.addAll(eventDescriptors);
        packages = prefixes.toArray(new String[0]);
        needles = new Needles(texts, EVENT_ANNOTATION);
    }

    static String descriptor(String binaryName) {
        return 'L' + binaryName.replace('.', '/') + ';';
    }

    List<MethodRule> rules() {
        return rules;
    }

    /** Whether an annotation of that descriptor means what ours means. */
    boolean isEventAnnotation(String descriptor) {
        return descriptor.endsWith(EVENT_ANNOTATION) || eventDescriptors.contains(descriptor);
    }

    /** Whether a rule names the class itself: when that cannot be woven, it is worth saying. */
    boolean names(String internalName) {
        return classes.contains(internalName);
    }

    /** Whether the class may hold a method that a rule means. Allocates next to nothing if not. */
    boolean mayMean(String internalName, byte[] bytes) {
        if (isNever(internalName)) {
            return false;
        }
        return classes.contains(internalName)
                || isInPackage(internalName)
                || (new ClassFile(bytes).mentions(needles) && !isProxy(internalName));
    }

    /** Whether a rule names a class that is loaded already, its package, or an interface that it implements itself. */
    boolean meansLoaded(String internalName, Class<?> loaded) {
        if (isNever(internalName)) {
            return false;
        }
        boolean isMeant = classes.contains(internalName) || isInPackage(internalName);
        for (Class<?> face : loaded.getInterfaces()) {
            isMeant = isMeant || classes.contains(face.getName().replace('.', '/'));
        }
        return isMeant;
    }

    /** Whether the rule means methods of that class. */
    static boolean means(MethodRule rule, String internalName, ClassFile file) {
        return rule.method() != null
                && (rule.method().matchesClass(internalName)
                        || (!rule.method().isPackage()
                                && file.implementsDirectly(rule.method().internalName())));
    }

    private static boolean isNever(String internalName) {
        for (String prefix : NEVER) {
            if (internalName.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private boolean isInPackage(String internalName) {
        for (String prefix : packages) {
            if (internalName.startsWith(prefix)) {
                return !isProxy(internalName);
            }
        }
        return false;
    }

    private static boolean isProxy(String internalName) {
        if (internalName.indexOf('$') < 0 && !internalName.endsWith("_jvst")) {
            return false;
        }
        for (String mark : PROXIES) {
            if (internalName.contains(mark)) {
                return true;
            }
        }
        return false;
    }
}
