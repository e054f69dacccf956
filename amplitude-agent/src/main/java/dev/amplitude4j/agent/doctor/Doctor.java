// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.doctor;

import dev.amplitude4j.agent.doctor.Application.ClassFile;
import dev.amplitude4j.agent.rules.LogRule;
import dev.amplitude4j.agent.rules.MethodRule;
import dev.amplitude4j.agent.rules.RuleProblem;
import dev.amplitude4j.agent.rules.Rules;
import dev.amplitude4j.agent.rules.RulesReader;
import dev.amplitude4j.agent.weave.ClassMatches;
import dev.amplitude4j.agent.weave.Match;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The command {@code doctor RULES APPLICATION}: reads the rules and the application's class files and prints, for each
 * rule, what it matches, what its paths lead to, what is wrong, and a sample event. Runs nothing of the application.
 * Called by the command line, on its thread.
 */
public final class Doctor {

    /** Exit code: all rules do something, and nothing is wrong. */
    public static final int FINE = 0;

    /** Exit code: a mistake in the rules, a rule that matches nothing, a path that leads nowhere. */
    public static final int PROBLEMS = 1;

    /** Exit code: wrong arguments, or a file that cannot be read. */
    public static final int UNUSABLE = 2;

    private static final String USAGE = "usage: doctor RULES APP.jar|war|DIR";

    private final Rules rules;
    private final Application application;
    private final Findings findings;

    private Doctor(Rules rules, Application application, Findings findings) {
        this.rules = rules;
        this.application = application;
        this.findings = findings;
    }

    /**
     * Runs the command.
     *
     * @param arguments the path of the rules file, and that of the application: a jar, a war, or a directory
     * @return the exit code
     */
    public static int run(String[] arguments, PrintStream out) {
        if (arguments.length != 2) {
            out.println(USAGE);
            return UNUSABLE;
        }
        File rulesFile = new File(arguments[0]);
        if (!rulesFile.isFile()) {
            out.println(arguments[0] + ": there is no such rules file");
            out.println(USAGE);
            return UNUSABLE;
        }
        try {
            Application application = Application.read(new File(arguments[1]));
            return new Doctor(RulesReader.readFile(rulesFile), application, new Findings(out)).examine();
        } catch (IOException e) {
            out.println(arguments[1] + ": " + e.getMessage());
            return UNUSABLE;
        }
    }

    private int examine() {
        for (RuleProblem problem : rules.problems()) {
            if (problem.isUnsetVariable()) {
                findings.warning(problem + ". It may be set where the application runs");
            } else {
                findings.error(problem.toString());
            }
        }
        for (String complaint : application.complaints()) {
            findings.warning(complaint);
        }
        Map<MethodRule, List<Match>> matches = matches();
        MethodRuleCheck methods = new MethodRuleCheck(application, findings);
        for (Map.Entry<MethodRule, List<Match>> rule : matches.entrySet()) {
            methods.check(rule.getKey(), rule.getValue());
        }
        LogRuleCheck logs = new LogRuleCheck(application, findings);
        for (LogRule rule : rules.logs()) {
            logs.check(rule);
        }
        findings.line("");
        findings.line(summary(matches.size()));
        return findings.errors() == 0 ? FINE : PROBLEMS;
    }

    private String summary(int methodRules) {
        return Findings.count(application.classes().size(), "class") + ", "
                + Findings.count(methodRules, "method rule") + ", "
                + Findings.count(rules.logs().size(), "log rule") + ": "
                + Findings.count(findings.errors(), "error") + ", "
                + Findings.count(findings.warnings(), "warning");
    }

    /** By rule in the order of the file; those that annotations make up come after them. */
    private Map<MethodRule, List<Match>> matches() {
        Map<MethodRule, List<Match>> matches = new LinkedHashMap<>();
        for (MethodRule rule : rules.methods()) {
            matches.put(rule, new ArrayList<>());
        }
        ClassMatches finder = new ClassMatches(
                rules, application::bytes, (what, reason) -> findings.error(what + ": " + reason.getMessage()));
        for (ClassFile file : application.classes()) {
            try {
                for (Match match : finder.in(file.internalName, file.bytes)) {
                    matches.computeIfAbsent(match.rule(), rule -> new ArrayList<>())
                            .add(match);
                }
            } catch (RuntimeException e) { // whatever bytes lead the reader to
                findings.warning(file.where + ": " + file.internalName + " cannot be read: " + e.getMessage());
            }
        }
        return matches;
    }
}
