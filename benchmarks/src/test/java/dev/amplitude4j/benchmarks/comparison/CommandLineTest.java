// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CommandLineTest {

    @Test
    void scenariosAndContestants_limitEachOther() {
        CommandLine commandLine =
                CommandLine.parse("--scenarios", "flat-1,startup", "--contestants", "tls,loki4j", "--forks", "2");

        assertThat(commandLine.scenarios()).extracting(Scenario::id).containsExactly("flat-1");
        assertThat(commandLine.scenarios().get(0).contestants())
                .extracting(Contestant::id)
                .containsExactly("tls", "loki4j");
        assertThat(commandLine.forks()).isEqualTo(2);
    }

    @Test
    void nonsense_isNamedTogetherWithWhatThereIs() {
        assertThatThrownBy(() -> CommandLine.parse("--fast")).hasMessageContaining("--fast");
        assertThatThrownBy(() -> CommandLine.parse("--forks", "0")).hasMessageContaining("from 1 to 99");
        assertThatThrownBy(() -> CommandLine.parse("--scenarios")).hasMessage("--scenarios needs a value");
        assertThatThrownBy(() -> CommandLine.parse("--scenarios", "flat-3"))
                .hasMessageContaining("flat-3")
                .hasMessageContaining("flat-4");
    }

    @Test
    void wholeRun_takesEveryScenarioAndContestantOnce_andSoDoTables() {
        CommandLine whole = CommandLine.parse();

        Set<String> trials = new HashSet<>();
        for (Scenario scenario : whole.scenarios()) {
            scenario.contestants()
                    .forEach(contestant -> assertThat(trials.add(scenario.id() + "/" + contestant.id()))
                            .as("%s, %s", scenario.id(), contestant.id())
                            .isTrue());
        }
        assertThat(whole.tables()).isEqualTo(Scenarios.all());
        assertThat(trials)
                .hasSize(Scenarios.all().stream()
                        .mapToInt(scenario -> scenario.contestants().size())
                        .sum());
    }

    @Test
    void everyScenario_hasItsOwnNameAndSomeoneToRunIt() {
        Set<String> names = Scenarios.all().stream().map(Scenario::id).collect(Collectors.toSet());

        assertThat(names).hasSameSizeAs(Scenarios.all());
        assertThat(Scenarios.all()).noneMatch(scenario -> scenario.contestants().isEmpty());
    }
}
