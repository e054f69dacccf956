// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

import dev.amplitude4j.agent.rules.Descriptors;
import dev.amplitude4j.agent.rules.MethodRule;
import dev.amplitude4j.agent.rules.Moment;
import dev.amplitude4j.agent.rules.Place;
import dev.amplitude4j.agent.rules.SyntaxException;
import dev.amplitude4j.agent.rules.ValuePath;
import dev.amplitude4j.agent.weave.Annotations.Found;

/** Makes the rule that a method's own annotations spell out. Without state. */
final class AnnotatedMethod {

    private AnnotatedMethod() {}

    /**
     * The rule.
     *
     * @param event the annotation that makes the method an event
     * @param defaults that of the class, or null
     */
    static MethodRule rule(MethodShape method, Annotations annotations, Found event, Found defaults)
            throws SyntaxException {
        Place place = Place.of("@AmplitudeEvent on " + method.className() + '#' + method.name() + '('
                + String.join(", ", Descriptors.parameterTypes(method.descriptor)) + ')');
        String descriptor = event.descriptor;
        MethodRule.Builder rule = MethodRule.forAnnotation(
                place, descriptor.substring(1, descriptor.length() - 1).replace('/', '.'));
        rule.on(moment(event, defaults)).event(name(method, event, defaults));
        for (Found annotation : annotations.found) {
            add(rule, annotation, event);
        }
        return rule.build();
    }

    private static void add(MethodRule.Builder rule, Found annotation, Found event) throws SyntaxException {
        ValuePath path = annotation.parameter == Annotations.RESULT
                ? ValuePath.result(annotation.value("path"))
                : ValuePath.argument(annotation.parameter, annotation.value("path"));
        String name = annotation.value("value");
        if (annotation.is("EventProperty", event)) {
            rule.property(name, path);
        } else if (annotation.is("UserProperty", event)) {
            rule.userProperty(name, path);
        } else if (annotation.is("EventGroup", event)) {
            rule.group(name, path);
        } else if (annotation.is("UserId", event)) {
            rule.user(path);
        } else if (annotation.is("DeviceId", event)) {
            rule.device(path);
        }
    }

    private static Moment moment(Found event, Found defaults) {
        String on = event.value("on");
        if (on.isEmpty() && defaults != null) {
            on = defaults.value("on");
        }
        for (Moment moment : Moment.values()) {
            if (moment.name().equals(on)) {
                return moment;
            }
        }
        return Moment.RETURN;
    }

    private static String name(MethodShape method, Found event, Found defaults) {
        if (!event.value("value").isEmpty()) {
            return event.value("value");
        }
        boolean hasDefault = defaults != null && !defaults.value("value").isEmpty();
        return hasDefault ? defaults.value("value") : byMethod(method);
    }

    /** {@code OrderService.place}. */
    static String byMethod(MethodShape method) {
        String type = method.className();
        int start = Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1;
        return type.substring(start) + '.' + method.name();
    }
}
