// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.comparison;

import static dev.amplitude4j.benchmarks.comparison.Criterion.Outcome.NOT_MEASURED;
import static dev.amplitude4j.benchmarks.comparison.Criterion.Outcome.NOT_REACHED;
import static dev.amplitude4j.benchmarks.comparison.Criterion.Outcome.REACHED;
import static dev.amplitude4j.benchmarks.comparison.Criterion.atLeast;
import static dev.amplitude4j.benchmarks.comparison.Criterion.atMost;
import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.benchmarks.figures.Readings;
import org.junit.jupiter.api.Test;

class GoalTest {

    private final Results results = new Results();

    @Test
    void goal_isAsGoodAsItsWorstFigure() {
        Criterion kept = atMost("kept", 2, r -> 2);
        Criterion broken = atLeast("broken", 2, r -> 1.5);
        Criterion unknown = atMost("unknown", 2, r -> Double.NaN);

        assertThat(Goal.of(1, "", kept).outcome(results)).isEqualTo(REACHED);
        assertThat(Goal.of(1, "", kept, unknown).outcome(results)).isEqualTo(NOT_MEASURED);
        assertThat(Goal.of(1, "", kept, unknown, broken).outcome(results)).isEqualTo(NOT_REACHED);
        assertThat(Goal.of(1, "").outcome(results)).isEqualTo(NOT_MEASURED);
    }

    @Test
    void figures_standBesideTheirBounds() {
        assertThat(atMost("CPU", 1 / 30.0, r -> 0.025).describe(results)).isEqualTo("CPU 0.025 (<= 0.033)");
        assertThat(atLeast("rate", 20, r -> Double.NaN).describe(results)).isEqualTo("rate - (>= 20)");
    }

    @Test
    void allGoals_areThereAndNoneIsReachedWithoutAMeasurement() {
        assertThat(Goals.all()).extracting(Goal::number).containsExactly(numbers());
        assertThat(Goals.all()).extracting(goal -> goal.outcome(results)).containsOnly(NOT_MEASURED);
    }

    @Test
    void median_ofForks_isTaken() {
        for (double figure : new double[] {9, 1, 2}) {
            Readings readings = new Readings();
            readings.put("p50", figure);
            results.add("flat-1", "typed", readings);
        }

        assertThat(results.get("flat-1", "typed", "p50")).isEqualTo(2);
        assertThat(results.get("flat-1", "tls", "p50")).isNaN();
    }

    @Test
    void ratesOfOneThatSends_needConfirmedEvents_thoseOfOthersTakenOnes() {
        for (String contestant : new String[] {Contestants.TLS, Contestants.NOTHING}) {
            Readings readings = new Readings();
            readings.put("accepted", 1e6);
            readings.put("confirmed", 0);
            readings.put("cpuNanos", 2e9);
            results.add("flat-1", contestant, readings);
        }

        assertThat(results.get("flat-1", Contestants.TLS, "cpuPerMillion")).isNaN();
        assertThat(results.get("flat-1", Contestants.NOTHING, "cpuPerMillion")).isEqualTo(2);
    }

    @Test
    void shortRuns_areComparedWithTheBetterSettingOfAmplitudesSdk() {
        add(Contestants.TLS, 1, 10);
        add(Contestants.AMPLITUDE_256, 2, 5);
        add(Contestants.AMPLITUDE_1000, 4, 4);

        assertThat(goal(5).describe(results)).contains("short, best 0.500");
        assertThat(goal(8).describe(results)).contains("; best 2 ");
    }

    private void add(String contestant, double cpuSeconds, double perSecond) {
        Readings readings = new Readings();
        readings.put("confirmed", 1e6);
        readings.put("cpuNanos", cpuSeconds * 1e9);
        readings.put("startedMillis", 1);
        readings.put("lastMillis", 1 + 1e9 / perSecond);
        results.add(Scenarios.FLAT_1, contestant, readings);
    }

    private static Goal goal(int number) {
        return Goals.all().get(number - 1);
    }

    @Test
    void callsMeasuredInTurns_countWithTheirMedian() {
        results.addFloor(new CallCost("call", 10, 8, 0));
        results.addFloor(new CallCost("call", 20, 12, 0));

        assertThat(results.floor("call")).isEqualTo(new CallCost("call", 15, 10, 0));
        assertThat(results.floor("other").cpuNanos()).isNaN();
    }

    private static Integer[] numbers() {
        Integer[] numbers = new Integer[18];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i + 1;
        }
        return numbers;
    }
}
