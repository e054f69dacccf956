// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.call;

import dev.amplitude4j.agent.capture.PathReader;
import dev.amplitude4j.agent.capture.PlainValues;
import dev.amplitude4j.agent.rules.Binding;
import dev.amplitude4j.agent.rules.Comparison;
import dev.amplitude4j.agent.rules.MethodRule;
import dev.amplitude4j.agent.rules.Moment;
import dev.amplitude4j.agent.rules.ValuePath;
import dev.amplitude4j.agent.weave.Match;
import dev.amplitude4j.agent.weave.MethodShape;
import dev.amplitude4j.agent.weave.Weaving;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A rule bound to one method: which values the method hands over, and where each path finds its own. Made when the class is
 * loaded; immutable, asked on the application's threads.
 */
final class CallSite {

    /** Slot of {@code this} where all arguments are handed over. */
    static final int THIS_BESIDE_ALL = -2;

    private static final int SLOTS = 4;

    final CallRule rule;

    /** Calls of one group within each other are one call: those of the same signature, or of the whole rule if it says so. */
    final int group;

    /** When the event is made. */
    final Moment on;

    /** The event's name, and the marker's name that tells it to the mapper. */
    final String event;

    final String markerName;

    final String className;

    /** Names of the event's values, as the mapper knows them. */
    final String[] names;

    final boolean handsOverAll;

    private final Weaving weaving;
    private final List<ValuePath> unknown = new ArrayList<>();
    private final Value[] values;
    private final Comparison[] conditions;
    private final Value[] conditionValues;
    private final boolean hasUser;
    private final boolean isTimed;

    CallSite(CallRule rule, int number, int group, Match match, String marker) {
        this.rule = rule;
        this.group = group;
        this.className = match.method().className();
        this.event = match.event();
        this.markerName = marker + ':' + match.event();
        MethodRule written = rule.rule();
        this.on = written.on();
        List<Binding> bindings = bindings(written);
        List<ValuePath> paths = new ArrayList<>();
        for (Binding binding : bindings) {
            paths.add(binding.path());
        }
        for (Comparison condition : written.when()) {
            paths.add(condition.path());
        }
        List<Integer> roots = roots(paths, match.method());
        handsOverAll = roots.size() > SLOTS;
        weaving = new Weaving(
                match.method(),
                rule.number(),
                number,
                on == Moment.ENTER,
                handsOverAll ? all() : slots(roots),
                asks(paths, ValuePath.Root.RETURN));
        names = new String[bindings.size()];
        values = new Value[bindings.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = bindings.get(i).name();
            values[i] = value(bindings.get(i).path(), roots, match.method());
        }
        conditions = written.when().toArray(new Comparison[0]);
        conditionValues = new Value[conditions.length];
        for (int i = 0; i < conditions.length; i++) {
            conditionValues[i] = value(conditions[i].path(), roots, match.method());
        }
        hasUser = written.user() != null;
        isTimed = asks(paths, ValuePath.Root.DURATION_MILLIS);
    }

    private static boolean asks(List<ValuePath> paths, ValuePath.Root root) {
        for (ValuePath path : paths) {
            if (path.root() == root) {
                return true;
            }
        }
        return false;
    }

    Weaving weaving() {
        return weaving;
    }

    /** Paths whose root the method does not have. */
    List<ValuePath> unknown() {
        return unknown;
    }

    boolean isTimed() {
        return isTimed;
    }

    /** Whether the conditions hold that can be told now: those on the result, or the others. */
    boolean holds(Call call, boolean atExit) {
        for (int i = 0; i < conditions.length; i++) {
            if (conditionValues[i].isKnownAtExitOnly() == atExit) {
                Object value = conditionValues[i].of(call);
                if (!conditions[i].holdsFor(value == PathReader.MISSING ? null : value)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Reads the user of a call that has ended, by which it may be left out; nothing if the rule names none. */
    void readUser(Call call) {
        if (hasUser) {
            read(call, 0);
        }
    }

    /** Reads all but the user of a call that has ended. */
    void readOthers(Call call) {
        for (int i = hasUser ? 1 : 0; i < values.length; i++) {
            read(call, i);
        }
    }

    /** Reads what can be told before the result is there. */
    void readEarly(Call call) {
        read(call, false);
    }

    /** Reads what can be told now that the result is there. */
    void readLate(Call call) {
        read(call, true);
    }

    private void read(Call call, boolean atExit) {
        for (int i = 0; i < values.length; i++) {
            if (values[i].isKnownAtExitOnly() == atExit) {
                read(call, i);
            }
        }
    }

    private void read(Call call, int i) {
        Object plain = PlainValues.of(values[i].of(call));
        if (plain == PathReader.MISSING) {
            rule.valueMissing();
        } else {
            call.values[i] = plain;
        }
    }

    /** The user of a call whose values are read; null if the rule names none. */
    Object user(Call call) {
        return hasUser ? call.values[0] : null;
    }

    private static List<Binding> bindings(MethodRule written) {
        List<Binding> bindings = new ArrayList<>();
        if (written.user() != null) {
            bindings.add(new Binding("user_id", written.user()));
        }
        if (written.device() != null) {
            bindings.add(new Binding("device_id", written.device()));
        }
        bindings.addAll(written.properties());
        for (Binding binding : written.userProperties()) {
            bindings.add(new Binding("$set." + binding.name(), binding.path()));
        }
        for (Binding binding : written.groups()) {
            bindings.add(new Binding("group." + binding.name(), binding.path()));
        }
        return bindings;
    }

    private Value value(ValuePath path, List<Integer> roots, MethodShape method) {
        int root = root(path, method);
        if (root == Weaving.NOTHING) {
            return new Value(path, Value.NOWHERE);
        }
        if (handsOverAll) {
            return new Value(path, root == Weaving.THIS ? THIS_BESIDE_ALL : root);
        }
        return new Value(path, roots.indexOf(root));
    }

    private List<Integer> roots(List<ValuePath> paths, MethodShape method) {
        List<Integer> roots = new ArrayList<>();
        for (ValuePath path : paths) {
            int root = root(path, method);
            if (root == Weaving.NOTHING && isOfCall(path)) {
                unknown.add(path);
            } else if (root != Weaving.NOTHING && !roots.contains(root)) {
                roots.add(root);
            }
        }
        return roots;
    }

    private static boolean isOfCall(ValuePath path) {
        return path.root() == ValuePath.Root.ARGUMENT
                || path.root() == ValuePath.Root.PARAMETER
                || path.root() == ValuePath.Root.THIS;
    }

    private static int root(ValuePath path, MethodShape method) {
        switch (path.root()) {
            case THIS:
                return method.isStatic() ? Weaving.NOTHING : Weaving.THIS;
            case ARGUMENT:
                return path.argument() < method.parameterCount() ? path.argument() : Weaving.NOTHING;
            case PARAMETER:
                return method.parameter(path.name());
            default:
                return Weaving.NOTHING;
        }
    }

    private static int[] slots(List<Integer> roots) {
        int[] slots = new int[SLOTS];
        Arrays.fill(slots, Weaving.NOTHING);
        for (int i = 0; i < roots.size(); i++) {
            slots[i] = roots.get(i);
        }
        return slots;
    }

    private static int[] all() {
        return new int[] {Weaving.ALL_ARGUMENTS, Weaving.THIS, Weaving.NOTHING, Weaving.NOTHING};
    }
}
