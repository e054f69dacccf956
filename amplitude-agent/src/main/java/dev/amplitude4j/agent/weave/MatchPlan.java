// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

import dev.amplitude4j.agent.rules.MethodRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules, arranged for the question that is asked of every class: can it be meant? Immutable; asked on threads that load
 * classes.
 */
final class MatchPlan {

    /** Simple name of the annotation that means an event. */
    static final String EVENT = "AmplitudeEvent";

    /** The ends of our annotations' descriptors, which stay when a build moves them to a package of its own. */
    private static final List<String> OURS =
            ours(EVENT, "EventProperty", "UserProperty", "EventGroup", "UserId", "DeviceId");

    private static final Needles SPEAKS_OF_US = new Needles(Collections.emptyList(), OURS);

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

    /** The annotations that are looked for, and the interfaces. */
    private final Needles needles;

    private final Needles names;

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
            }
        }
        for (String annotation : eventAnnotations) {
            eventDescriptors.add(descriptor(annotation));
        }
        texts.addAll(eventDescriptors);
        packages = prefixes.toArray(new String[0]);
        needles = new Needles(texts, OURS);
        names = new Needles(classes, Collections.emptyList());
    }

    private static List<String> ours(String... simpleNames) {
        List<String> endings = new ArrayList<>();
        for (String name : simpleNames) {
            endings.add("amplitude4j/annotations/" + name + ';');
        }
        return endings;
    }

    /** Whether a class has any annotation of ours: others of its annotations are then looked into. */
    boolean speaksOfUs(ClassFile file) {
        return file.mentions(SPEAKS_OF_US) || (!eventDescriptors.isEmpty() && file.mentions(needles));
    }

    static String descriptor(String binaryName) {
        return 'L' + binaryName.replace('.', '/') + ';';
    }

    List<MethodRule> rules() {
        return rules;
    }

    /** Whether an annotation of that descriptor means what ours means. */
    boolean isEventAnnotation(String descriptor) {
        return descriptor.endsWith(OURS.get(0)) || eventDescriptors.contains(descriptor);
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
        if (classes.contains(internalName) || isInPackage(internalName)) {
            return true;
        }
        ClassFile file = new ClassFile(bytes);
        return (file.mentions(needles) || file.implementsAny(names)) && !isProxy(internalName);
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

    static boolean isNever(String internalName) {
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
