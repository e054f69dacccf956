// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads one rule for methods. A rule with a mistake is none. Used on the thread that reads the rules. */
final class MethodRuleReader {

    static final String[] KEYS = {
        "method",
        "annotation",
        "event",
        "on",
        "user",
        "device",
        "properties",
        "userProperties",
        "groups",
        "fixed",
        "when",
        "sample",
        "max",
        "oncePerCallChain"
    };

    private final Reading reading;
    private final Fields fields;
    private Moment moment;

    private MethodRuleReader(Reading reading, Node node) {
        this.reading = reading;
        this.fields = Fields.known(reading, node, KEYS);
    }

    /** The rule, or null with its mistakes noted. */
    static MethodRule read(Reading reading, Node node) {
        int before = reading.count();
        MethodRule rule = new MethodRuleReader(reading, node).rule();
        return reading.count() == before ? rule : null;
    }

    private MethodRule rule() {
        MethodRule.Builder rule = target();
        if (rule == null) {
            return null;
        }
        String event = fields.text("event");
        if (event != null && !event.trim().isEmpty()) {
            rule.event(event.trim());
        } else if (!fields.has("annotation")) {
            reading.problem(fields.placeOf("event"), "event: expected the event's name");
        }
        moment = moment();
        rule.on(moment).user(path("user")).device(path("device"));
        readBindings(rule);
        for (Map.Entry<String, Object> constant : fields.constants("fixed").entrySet()) {
            rule.fixed(constant.getKey(), constant.getValue());
        }
        readConditions(rule);
        return rule.sample(sample())
                .maxPerSecond(maxPerSecond())
                .oncePerCallChain(fields.flag("oncePerCallChain", false))
                .build();
    }

    private MethodRule.Builder target() {
        Node method = fields.textNode("method");
        String annotation = fields.text("annotation");
        if (method == null && annotation == null) {
            reading.problem(fields.place(), "expected method: or annotation: in this rule");
            return null;
        }
        if (method != null && annotation != null) {
            reading.problem(fields.placeOf("annotation"), "expected either method: or annotation:, not both");
            return null;
        }
        return method != null ? byMethod(method) : byAnnotation(annotation.trim());
    }

    private MethodRule.Builder byMethod(Node node) {
        String written = reading.resolved(node);
        try {
            return written == null ? null : MethodRule.forMethod(fields.place(), MethodPattern.parse(written.trim()));
        } catch (SyntaxException e) {
            reading.problem(node, e);
            return null;
        }
    }

    private MethodRule.Builder byAnnotation(String written) {
        String name = written.startsWith("@") ? written.substring(1) : written;
        if (!MethodPatternParser.isClassName(name)) {
            reading.problem(
                    fields.placeOf("annotation"),
                    "annotation: expected its full name, as in io.opentelemetry.instrumentation.annotations.WithSpan");
            return null;
        }
        return MethodRule.forAnnotation(fields.place(), name);
    }

    private Moment moment() {
        String word = fields.choice("on", "enter", "return", "throw", "always");
        return word == null ? Moment.RETURN : Moment.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private void readBindings(MethodRule.Builder rule) {
        for (String section : new String[] {"properties", "userProperties", "groups"}) {
            Fields pairs = fields.pairs(section);
            for (String name : pairs == null ? new String[0] : pairs.names().toArray(new String[0])) {
                ValuePath path = path(pairs, name);
                if (path == null) {
                    continue;
                }
                if (section.equals("properties")) {
                    rule.property(name, path);
                } else if (section.equals("groups")) {
                    rule.group(name, path);
                } else {
                    rule.userProperty(name, path);
                }
            }
        }
    }

    private ValuePath path(String name) {
        return path(fields, name);
    }

    private ValuePath path(Fields pairs, String name) {
        Node node = pairs.textNode(name);
        String written = node == null ? null : reading.resolved(node);
        if (written == null) {
            return null;
        }
        try {
            ValuePath path = ValuePath.parse(written.trim());
            checkMoment(node, path);
            return path;
        } catch (SyntaxException e) {
            boolean isNoRoot = e.offset() == 0;
            reading.problem(
                    node,
                    isNoRoot
                            ? new SyntaxException(
                                    0, e.expected() + "; a value that is always the same goes under fixed:")
                            : e);
            return null;
        }
    }

    private void checkMoment(Node node, ValuePath path) {
        boolean isTooEarly = moment == Moment.ENTER && path.isKnownAtExitOnly();
        boolean neverReturns = moment == Moment.THROW && path.root() == ValuePath.Root.RETURN;
        boolean neverThrows = moment == Moment.RETURN && path.root() == ValuePath.Root.THROWN;
        if (isTooEarly || neverReturns || neverThrows) {
            reading.problem(
                    node.place,
                    "there is no " + path.rootText() + " with on: "
                            + moment.name().toLowerCase(Locale.ROOT) + "; expected on: "
                            + (path.root() == ValuePath.Root.THROWN ? "throw" : "return") + " or on: always");
        }
    }

    private void readConditions(MethodRule.Builder rule) {
        Node node = fields.textNode("when");
        String written = node == null ? null : reading.resolved(node);
        if (written == null) {
            return;
        }
        try {
            List<Comparison> conditions = ConditionParser.parse(written.trim());
            for (Comparison condition : conditions) {
                checkMoment(node, condition.path());
                rule.when(condition);
            }
        } catch (SyntaxException e) {
            reading.problem(node, e);
        }
    }

    /** {@code 10%} or {@code 0.1}. */
    private double sample() {
        String written = fields.text("sample");
        if (written == null) {
            return 1;
        }
        String text = written.trim();
        boolean isPercent = text.endsWith("%");
        Number number = Constants.numberOrNull(
                isPercent ? text.substring(0, text.length() - 1).trim() : text);
        double share = number == null ? -1 : isPercent ? number.doubleValue() / 100 : number.doubleValue();
        if (!(share > 0 && share <= 1)) {
            reading.problem(
                    fields.placeOf("sample"),
                    "sample: expected a share above 0% and up to 100%, as in 10%, found "
                            + Reading.quoted(fields.node("sample")));
        }
        return share;
    }

    /** {@code 50/s} or {@code 50}. */
    private int maxPerSecond() {
        String written = fields.text("max");
        if (written == null) {
            return 0;
        }
        String text = written.trim();
        Number number = Constants.numberOrNull(
                text.endsWith("/s") ? text.substring(0, text.length() - 2).trim() : text);
        if (!(number instanceof Long) || number.longValue() < 1 || number.longValue() > Integer.MAX_VALUE) {
            reading.problem(
                    fields.placeOf("max"),
                    "max: expected events per second, as in 50/s, found " + Reading.quoted(fields.node("max")));
            return 0;
        }
        return number.intValue();
    }
}
