// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.doctor;

import dev.amplitude4j.agent.doctor.ClassModel.Member;
import dev.amplitude4j.agent.doctor.PathTypes.Trail;
import dev.amplitude4j.agent.rules.Binding;
import dev.amplitude4j.agent.rules.Comparison;
import dev.amplitude4j.agent.rules.Descriptors;
import dev.amplitude4j.agent.rules.MethodRule;
import dev.amplitude4j.agent.rules.Moment;
import dev.amplitude4j.agent.rules.Spelling;
import dev.amplitude4j.agent.rules.ValuePath;
import dev.amplitude4j.agent.weave.Match;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;

/** Checks one rule for methods against the methods that it matches, and prints what comes of it. */
final class MethodRuleCheck {

    private static final int MAX_LISTED = 20;
    private static final String CONTINUATION = "kotlin.coroutines.Continuation";

    private final Application application;
    private final Findings findings;
    private final PathTypes types;

    MethodRuleCheck(Application application, Findings findings) {
        this.application = application;
        this.findings = findings;
        this.types = new PathTypes(application);
    }

    void check(MethodRule rule, List<Match> matches) {
        findings.line("");
        findings.line(rule.place() + "  " + rule);
        if (matches.isEmpty()) {
            findings.error("it matches no method: " + reason(rule));
            return;
        }
        for (int i = 0; i < matches.size(); i++) {
            if (i == MAX_LISTED) {
                findings.line("  and " + (matches.size() - MAX_LISTED) + " more");
                break;
            }
            checkMatch(rule, matches.get(i));
        }
        checkOverloads(rule, matches);
        findings.line("  sample: " + SampleEvent.of(rule, matches.get(0).event(), this::sample, matches.get(0)));
    }

    private String reason(MethodRule rule) {
        return rule.method() == null
                ? "no method or class carries the annotation " + rule.annotation()
                : new NearMisses(application).reason(rule.method());
    }

    private void checkMatch(MethodRule rule, Match match) {
        Member method = member(match);
        findings.line("  matches " + described(match, method));
        Map<String, ValuePath> paths = paths(rule);
        for (Map.Entry<String, ValuePath> path : paths.entrySet()) {
            checkPath(path.getKey(), path.getValue(), match, method);
        }
        warn(match, method);
    }

    private static String described(Match match, Member method) {
        List<String> types = Descriptors.parameterTypes(method.descriptor);
        StringBuilder text = new StringBuilder(match.method().className())
                .append('#')
                .append(method.name)
                .append('(');
        String[] names = names(match);
        for (int i = 0; i < types.size(); i++) {
            text.append(i == 0 ? "" : ", ").append(types.get(i)).append(' ');
            text.append(i < names.length && !names[i].equals("null") ? names[i] : "arg" + i);
        }
        return text.append(") returns ")
                .append(Descriptors.typeName(method.descriptor))
                .toString();
    }

    private static String[] names(Match match) {
        String listed = match.method().parameterNames();
        String inside = listed.substring(1, listed.length() - 1);
        return inside.isEmpty() ? new String[0] : inside.split(", ", -1);
    }

    private Member member(Match match) {
        ClassModel model = application.model(match.method().className().replace('.', '/'));
        for (Member method : model.methods) {
            if ((method.name + method.descriptor).equals(match.method().signature())) {
                return method;
            }
        }
        throw new IllegalStateException("a method that was found is gone");
    }

    private static Map<String, ValuePath> paths(MethodRule rule) {
        Map<String, ValuePath> paths = new LinkedHashMap<>();
        paths.put("user", rule.user());
        paths.put("device", rule.device());
        for (Binding binding : rule.properties()) {
            paths.put("property " + binding.name(), binding.path());
        }
        for (Binding binding : rule.userProperties()) {
            paths.put("user property " + binding.name(), binding.path());
        }
        for (Binding binding : rule.groups()) {
            paths.put("group " + binding.name(), binding.path());
        }
        for (Comparison condition : rule.when()) {
            paths.put("when " + condition, condition.path());
        }
        paths.values().removeAll(Collections.singleton(null));
        return paths;
    }

    private void checkPath(String name, ValuePath path, Match match, Member method) {
        Trail trail = trail(path, match, method);
        if (trail == null) {
            findings.line("    " + name + ": " + path);
        } else if (trail.problem != null) {
            findings.error(name + ": " + path + ": " + trail.problem);
        } else {
            findings.line("    " + name + ": " + path + ": " + trail);
            boolean mustBePlain = !name.startsWith("when ");
            if (mustBePlain && trail.end() != null && !isSendable(trail.end())) {
                findings.error(name + ": " + path + " ends at a " + trail.end()
                        + ", which is no value that can be sent; name a part of it");
            }
        }
    }

    private boolean isSendable(TypeName type) {
        TypeName value = type;
        for (int i = 0; i < 3 && value.sample() == null && value.element() != null; i++) {
            value = value.element();
        }
        boolean isOpen = value.name.equals("java.lang.Object") || value.name.equals("java.io.Serializable");
        return value.sample() != null || isOpen || isEnum(value);
    }

    private boolean isEnum(TypeName type) {
        ClassModel model = application.model(type.internalName());
        return model == null || (model.access & Opcodes.ACC_ENUM) != 0 || model.name.startsWith("java/");
    }

    /** The types along a path; null if it is no value of the program's own. */
    private Trail trail(ValuePath path, Match match, Member method) {
        List<TypeName> parameters = TypeName.parameters(method.descriptor, method.signature);
        switch (path.root()) {
            case ARGUMENT:
                return path.argument() < parameters.size()
                        ? types.follow(parameters.get(path.argument()), path.steps())
                        : wrong("the method has " + parameters.size() + " parameters, counted from arg0");
            case PARAMETER:
                int position = match.method().parameter(path.name());
                return position >= 0
                        ? types.follow(parameters.get(position), path.steps())
                        : wrong(noParameter(path.name(), match));
            case THIS:
                return method.is(Opcodes.ACC_STATIC)
                        ? wrong("a static method has no this")
                        : types.follow(TypeName.named(match.method().className()), path.steps());
            case RETURN:
                TypeName result = TypeName.result(method.descriptor, method.signature);
                return result.isVoid()
                        ? wrong("the method returns nothing")
                        : types.follow(completed(result), path.steps());
            case THROWN:
                return path.steps().isEmpty()
                        ? null
                        : types.follow(TypeName.named("java.lang.Throwable"), path.steps());
            default:
                return null;
        }
    }

    /** The event of a stage is made when it completes, with what it holds then. */
    private static TypeName completed(TypeName result) {
        boolean isStage = result.name.equals("java.util.concurrent.CompletionStage")
                || result.name.equals("java.util.concurrent.CompletableFuture");
        return isStage && result.element() != null ? result.element() : result;
    }

    private static Trail wrong(String problem) {
        Trail trail = new Trail();
        trail.problem = problem;
        return trail;
    }

    private static String noParameter(String name, Match match) {
        List<String> known = new ArrayList<>();
        for (String parameter : names(match)) {
            if (!parameter.equals("null")) {
                known.add(parameter);
            }
        }
        List<String> words = new ArrayList<>(known);
        Collections.addAll(words, "this", "return", "thrown", "arg0");
        String names = known.isEmpty()
                ? "; the class file has no names of parameters, write arg0, arg1, ..."
                : "; there are " + known;
        String hint = Spelling.hint(name, words);
        return "there is no parameter named " + name + (hint.isEmpty() ? names : hint);
    }

    private void warn(Match match, Member method) {
        ClassModel model = application.model(match.method().className().replace('.', '/'));
        List<String> parameters = Descriptors.parameterTypes(method.descriptor);
        if (!parameters.isEmpty() && parameters.get(parameters.size() - 1).equals(CONTINUATION)) {
            findings.warning("it is a suspend function of Kotlin: its method is entered again each time it resumes");
        }
        if (method.isInline) {
            findings.warning(
                    "it is an inline function of Kotlin: its callers hold a copy, so calls from Kotlin are not seen");
        }
        for (Member other : model.methods) {
            if (other.name.equals(method.name)
                    && other.is(Opcodes.ACC_BRIDGE)
                    && !other.descriptor.equals(method.descriptor)) {
                findings.line("    a bridge method stands before it; a call through it is one event");
                break;
            }
        }
        if (match.method().className().contains("$$") && !match.rule().method().isPackage()) {
            findings.warning(
                    "the class looks generated (a proxy): name the class that it stands for, or events may be missing");
        }
        if (match.rule().on() == Moment.ENTER && returnsStage(method)) {
            findings.warning("it returns a CompletionStage; on: enter counts calls, whatever becomes of them");
        }
    }

    private static boolean returnsStage(Member method) {
        String result = Descriptors.typeName(method.descriptor);
        return result.endsWith(".CompletionStage") || result.endsWith(".CompletableFuture");
    }

    private void checkOverloads(MethodRule rule, List<Match> matches) {
        if (rule.method() == null || rule.method().parameterTypes() != null) {
            return;
        }
        Map<String, Set<String>> byClass = new LinkedHashMap<>();
        for (Match match : matches) {
            String type = match.method().className();
            byClass.computeIfAbsent(type, name -> new LinkedHashSet<>())
                    .add(match.method().signature());
        }
        for (Map.Entry<String, Set<String>> type : byClass.entrySet()) {
            if (type.getValue().size() > 1) {
                findings.warning(type.getKey() + " has " + type.getValue().size() + " methods named "
                        + rule.method().methodName()
                        + ", and all make events; where one calls another, there are two. Name the parameters, or set"
                        + " oncePerCallChain: true");
            }
        }
    }

    /** What a value at the end of that path may look like. */
    private Object sample(ValuePath path, Match match) {
        if (path.root() == ValuePath.Root.DURATION_MILLIS) {
            return 12;
        }
        Trail trail = trail(path, match, member(match));
        TypeName end = trail == null ? null : trail.end();
        Object sample = end == null ? null : end.sample();
        return sample == null ? "text" : sample;
    }
}
