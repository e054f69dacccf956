// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.agent.report.AgentLog;
import dev.amplitude4j.agent.rules.Rules;
import dev.amplitude4j.agent.rules.RulesReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of rules that have found no method. */
class CallSitesTest {

    private final AgentLog log = new AgentLog(null, false);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "method: com.acme.Shop#place    | no class of that name was loaded, nor one that says it implements it",
                "method: com.acme.Seen#place    | the class was loaded, it has no such method",
                "method: com.acme.*#place       | no class of the package that was loaded has such a method",
                "annotation: com.acme.Event     | no class with that annotation on a method was loaded",
                "method: java.util.ArrayList#add| classes of the JDK are not woven, and none was loaded that says it implements it",
            })
    void ruleWithoutAMethod_isSaidOnceWithTheReason(String rule, String reason) {
        Rules rules = RulesReader.readText("rules.yaml", "methods:\n  - { " + rule + ", event: E }\n");
        CallSites sites = new CallSites(rules.methods(), "AMPLITUDE", log);
        sites.loaded("com.acme.Seen");
        sites.sayUnmatched();
        sites.sayUnmatched();

        assertThat(log.problems())
                .hasSize(1)
                .first()
                .asString()
                .contains("rules.yaml:2:5", "matched nothing: " + reason);
    }
}
