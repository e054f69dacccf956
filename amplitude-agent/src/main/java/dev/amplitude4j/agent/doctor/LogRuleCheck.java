// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.doctor;

import dev.amplitude4j.agent.doctor.Application.ClassFile;
import dev.amplitude4j.agent.doctor.ClassModel.Member;
import dev.amplitude4j.agent.rules.LogRule;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Looks for what a log rule may find. A logger is commonly named after its class, and a message stands in its code as a
 * template; more cannot be known of a log line before it is written, so nothing here is an error.
 */
final class LogRuleCheck {

    private static final int MAX_LISTED = 5;

    private final Application application;
    private final Findings findings;

    LogRuleCheck(Application application, Findings findings) {
        this.application = application;
        this.findings = findings;
    }

    void check(LogRule rule) {
        findings.line("");
        findings.line(rule.place() + "  " + rule);
        int classes = 0;
        Set<String> templates = new LinkedHashSet<>();
        for (ClassFile file : application.classes()) {
            if (rule.rule().isForLogger(file.internalName.replace('/', '.'))) {
                classes++;
                addTemplates(templates, rule, application.model(file.internalName));
            }
        }
        if (classes == 0) {
            findings.warning("no class has the name of such a logger; fine if the loggers are named otherwise");
        } else {
            String have = classes == 1 ? " has" : " have";
            findings.line("  " + Findings.count(classes, "class") + have + " the name of such a logger");
        }
        int listed = 0;
        for (String template : templates) {
            if (listed++ < MAX_LISTED) {
                findings.line("  may fit: \"" + template + '"');
            }
        }
        if (classes > 0 && templates.isEmpty()) {
            findings.warning(
                    "no text in the code of these classes fits the expression with 1 put in for each {}; fine if the"
                            + " message is put together otherwise, or stands in a resource bundle");
        }
        findings.line("  sample: " + SampleEvent.of(rule.rule().event(), samples(rule)));
    }

    private static void addTemplates(Set<String> templates, LogRule rule, ClassModel model) {
        if (model == null) {
            return;
        }
        for (Member method : model.methods) {
            for (String text : method.texts) {
                if (text.indexOf(' ') > 0 && rule.rule().fits(text.replace("{}", "1"))) {
                    templates.add(text);
                }
            }
        }
    }

    private static Map<String, Object> samples(LogRule rule) {
        Map<String, Object> samples = new LinkedHashMap<>();
        for (String group : rule.rule().groupNames()) {
            switch (rule.rule().typeOf(group)) {
                case NUMBER:
                    samples.put(group, 1);
                    break;
                case BOOLEAN:
                    samples.put(group, true);
                    break;
                default:
                    samples.put(group, "text");
            }
        }
        return samples;
    }
}
