// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.benchmarks.figures.Readings;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    private final Results results = new Results();
    private final Scenario scenario = Scenarios.byId(Scenarios.FLAT_8);

    @Test
    void rows_sayHowATrialEnded() {
        Readings ended = new Readings();
        ended.put("calls", 400_000);
        ended.put("confirmed", 100_000);
        ended.put(Trial.ENDED, 35);
        results.add(scenario.id(), Contestants.TLS, ended);
        results.addFailure(scenario.id(), Contestants.LOKI4J);

        List<String> rows = new Report(results).text(List.of(scenario)).lines().toList();

        assertThat(rows)
                .anySatisfy(row -> assertThat(row)
                        .contains("amplitude4j, key-value call, TLS", "100,000 (25.0 %) by 35 s, when it was ended")
                        .doesNotContain("not run"));
        assertThat(rows).anySatisfy(row -> assertThat(row).contains("loki4j", "failed"));
        assertThat(rows).anySatisfy(row -> assertThat(row).contains("threshold 10", "not run"));
    }
}
