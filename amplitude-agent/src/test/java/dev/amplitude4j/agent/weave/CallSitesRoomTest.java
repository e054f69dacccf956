// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.agent.call.CallSites;
import dev.amplitude4j.agent.report.AgentLog;
import dev.amplitude4j.agent.rules.MethodPattern;
import dev.amplitude4j.agent.rules.MethodRule;
import dev.amplitude4j.agent.rules.Place;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A rule can mean more methods than there are places for. */
class CallSitesRoomTest {

    private final AgentLog log = new AgentLog(null, false);

    @Test
    void methodsBeyondTheRoom_areLeftOut_andThatIsSaidOnce() throws Exception {
        MethodRule rule = MethodRule.forMethod(Place.of("test"), MethodPattern.parse("com.acme.*#work"))
                .event("Work")
                .build();
        CallSites sites = new CallSites(List.of(rule), "AMPLITUDE", log);
        for (int i = 0; i < CallSites.MAX_SITES; i++) {
            assertThat(sites.weaving(match(rule, i))).isNotNull();
        }

        assertThat(log.problems()).isEmpty();
        assertThat(sites.weaving(match(rule, CallSites.MAX_SITES))).isNull();
        assertThat(sites.weaving(match(rule, CallSites.MAX_SITES + 1))).isNull();
        assertThat(sites.weaving(match(rule, 0))).isNotNull();
        assertThat(log.problems()).hasSize(1).first().asString().contains("more than 10000 methods");
    }

    private static Match match(MethodRule rule, int number) {
        return new Match(rule, new MethodShape("com/acme/Part" + number, "work", "()V", true, new String[0]), "Work");
    }
}
