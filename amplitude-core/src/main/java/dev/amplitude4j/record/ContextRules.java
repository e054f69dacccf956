// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import java.util.Map;

/**
 * Decides what becomes of a name in the diagnostic context, of which nothing is sent that the configuration does not name.
 * Asked on the thread that logs; a name seen before costs no allocation. Thread-safe.
 */
final class ContextRules {

    /** What becomes of one name. Immutable. */
    static final class Rule {
        /** Where the value goes if the name is a top-level key or a group, else null. */
        final KeyRole role;

        /** The name under which the value is sent. */
        final String target;

        final boolean isEventProperty;
        final boolean isUserProperty;
        final ValueType type;

        private Rule(KeyRole role, String target, boolean isEventProperty, boolean isUserProperty, ValueType type) {
            this.role = role;
            this.target = target;
            this.isEventProperty = isEventProperty;
            this.isUserProperty = isUserProperty;
            this.type = type;
        }

        /** The value in the type that the hint gives, itself if it is no text or does not fit. */
        Object typed(Object value) {
            Object typed = value instanceof String ? type.read((String) value) : null;
            return typed == null ? value : typed;
        }
    }

    private final KeyRoles roles;
    private final NameGlobs eventProperties;
    private final NameGlobs userProperties;
    private final Map<String, String> renames;
    private final Map<String, ValueType> types;
    private final BoundedCache<Rule> rules = new BoundedCache<>();

    ContextRules(MappingOptions options, KeyRoles roles) {
        this.roles = roles;
        this.eventProperties = new NameGlobs(options.mdcEventProperties, false);
        this.userProperties = new NameGlobs(options.mdcUserProperties, false);
        this.renames = options.mdcRename;
        this.types = options.mdcTypes;
    }

    /** What becomes of that name; never null. */
    Rule ruleFor(String name) {
        Rule known = rules.get(name);
        return known != null ? known : rules.put(name, decide(name));
    }

    private Rule decide(String name) {
        String target = renames.getOrDefault(name, name);
        ValueType type = types.getOrDefault(name, types.get(target));
        KeyRole role = roles.contextRoleOf(name);
        if (role == null) {
            role = roles.contextRoleOf(target);
        }
        boolean user = userProperties.matches(name) || userProperties.matches(target);
        // A rename or a type hint has no other purpose than sending that name, so it counts as naming it.
        boolean spelledOut = !user && (type != null || renames.containsKey(name));
        boolean event = spelledOut || eventProperties.matches(name) || eventProperties.matches(target);
        return new Rule(role, target, event, user, type == null ? ValueType.STRING : type);
    }
}
