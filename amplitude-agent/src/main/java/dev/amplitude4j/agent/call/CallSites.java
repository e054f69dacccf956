// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.call;

import dev.amplitude4j.agent.bridge.Bridge;
import dev.amplitude4j.agent.report.AgentLog;
import dev.amplitude4j.agent.rules.MethodRule;
import dev.amplitude4j.agent.weave.AgentTransformer;
import dev.amplitude4j.agent.weave.Match;
import dev.amplitude4j.agent.weave.Sites;
import dev.amplitude4j.agent.weave.Weaving;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All rules at work and the methods that are woven for them. Grows while classes are loaded; a method that is loaded again after
 * a redeployment keeps its number. Thread-safe; holds names only, no classes.
 */
public final class CallSites implements Sites {

    /** Methods that can be woven: {@value}. */
    public static final int MAX_SITES = 10_000;

    private final String marker;
    private final AgentLog log;
    private final List<CallRule> rules = new ArrayList<>();
    private final Map<String, CallRule> byText = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> groups = new HashMap<>();
    private final Set<String> loaded = new HashSet<>();
    private volatile CallSite[] sites = new CallSite[0];
    private boolean open = true;

    /** The rules of the file; {@code marker} is the mapper's, which carries the events' names. */
    public CallSites(List<MethodRule> written, String marker, AgentLog log) {
        this.marker = marker;
        this.log = log;
        for (MethodRule rule : written) {
            add(rule);
        }
    }

    CallSite get(int number) {
        return sites[number];
    }

    @Override
    public synchronized Weaving weaving(Match match) {
        CallRule rule = byText.get(match.rule().fullText());
        rule = rule != null ? rule : add(match.rule());
        if (rule == null) {
            return null;
        }
        String key = rule.number() + match.method().key();
        Integer number = numbers.get(key);
        if (number == null) {
            if (sites.length == MAX_SITES) {
                log.problem("more than " + MAX_SITES + " methods are meant; further ones are left out");
                return null;
            }
            number = sites.length;
            addSite(rule, match, key);
        }
        return sites[number].weaving();
    }

    @Override
    public synchronized void loaded(String className) {
        loaded.add(className);
    }

    @Override
    public synchronized void woven(List<Match> matches) {
        for (Match match : matches) {
            byText.get(match.rule().fullText()).methodWoven();
            log.info("woven: " + match.method().className() + '#'
                    + match.method().name() + ", parameters " + match.method().parameterNames() + ", for "
                    + match.rule());
        }
    }

    @Override
    public void failed(String className, Throwable reason) {
        log.problem(className + " stays as it is: " + reason);
    }

    /** Says once of every rule that has found no method why that is so. */
    public synchronized void sayUnmatched() {
        for (CallRule rule : rules) {
            if (rule.methods() == 0) {
                log.problem("rule " + rule + " matched nothing: " + whyUnmatched(rule.rule()));
            }
        }
    }

    private String whyUnmatched(MethodRule rule) {
        if (rule.method() == null) {
            return "no class with that annotation on a method was loaded";
        }
        if (rule.method().isPackage()) {
            return "no class of the package that was loaded has such a method";
        }
        if (AgentTransformer.isNever(rule.method().internalName())) {
            return "classes of the JDK are not woven, and none was loaded that says it implements it";
        }
        return loaded.contains(rule.method().className())
                ? "the class was loaded, it has no such method, nor has one that says it implements it"
                : "no class of that name was loaded, nor one that says it implements it";
    }

    /** Opens or closes the gates of all rules: effective at once, for methods that are woven already too. */
    public synchronized void open(boolean on) {
        open = on;
        for (CallRule rule : rules) {
            rule.open(on);
        }
    }

    /** The rules of the file and of annotations found so far. */
    public synchronized List<CallRule> rules() {
        return new ArrayList<>(rules);
    }

    private CallRule add(MethodRule written) {
        if (rules.size() == Bridge.MAX_RULES) {
            log.problem("more than " + Bridge.MAX_RULES + " rules; left out: " + written);
            return null;
        }
        CallRule rule = new CallRule(written, rules.size());
        rules.add(rule);
        byText.put(written.fullText(), rule);
        rule.open(open);
        return rule;
    }

    private void addSite(CallRule rule, Match match, String key) {
        String calls = rule.number()
                + (rule.rule().oncePerCallChain() ? "" : match.method().signature());
        Integer group = groups.get(calls);
        if (group == null) {
            group = Depths.FIRST_GROUP + groups.size();
            groups.put(calls, group);
        }
        CallSite site = new CallSite(rule, sites.length, group, match, marker);
        if (!site.unknown().isEmpty()) {
            log.problem("rule " + rule + ": " + match.method().className() + '#'
                    + match.method().name() + " has no " + site.unknown() + "; its parameters are "
                    + match.method().parameterNames());
        }
        CallSite[] grown = Arrays.copyOf(sites, sites.length + 1);
        grown[sites.length] = site;
        numbers.put(key, sites.length);
        sites = grown;
    }
}
