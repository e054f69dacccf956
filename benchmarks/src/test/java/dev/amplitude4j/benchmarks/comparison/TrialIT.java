// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.benchmarks.figures.Readings;
import dev.amplitude4j.benchmarks.server.TestCertificate;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a trial, with a peer that does nothing and the class path of the tests in place of its own. */
class TrialIT {

    @TempDir
    Path work;

    @Test
    void driverAlone_logsEverythingAndAllocatesNothing() throws Exception {
        Optional<Readings> readings = run(Map.of("events", 200_000, "threads", 2), 60);

        assertThat(readings).isPresent();
        assertThat(readings.get().get("accepted")).isEqualTo(200_000);
        assertThat(readings.get().get("bytesPerCall")).isLessThan(1);
        assertThat(readings.get().get("posts")).isZero();
        assertThat(readings.get().get(Trial.ENDED)).isNaN();
    }

    @Test
    void trialThatTakesTooLong_isEndedAndSaysWhatWasConfirmed() throws Exception {
        Optional<Readings> readings = run(Map.of("events", 1_000_000, "perSecond", 1), 2);

        assertThat(readings).isPresent();
        assertThat(readings.get().get(Trial.ENDED)).isEqualTo(2);
        assertThat(readings.get().get("confirmed")).isZero();
        assertThat(readings.get().get("cpuNanos")).isNaN();
    }

    @Test
    void childThatDies_hasFailed() throws Exception {
        assertThat(run(Map.of("events", 1, "threads", -1), 60)).isEmpty();
    }

    private Optional<Readings> run(Map<String, Integer> plan, long limitSeconds) throws Exception {
        Contestant nobody = Contestants.byId(Contestants.NOTHING);
        Scenario scenario = new Scenario("test", "test", List.of(nobody), Double.NaN, plan, Map.of());
        Path keyStore = work.resolve(Comparison.KEY_STORE);
        TestCertificate.make(keyStore);
        try (ServerProcess server = ServerProcess.start(keyStore)) {
            Conditions conditions = new Conditions(server, work, 1, limitSeconds);
            return new Trial(nobody, scenario, conditions, System.getProperty("java.class.path")).run();
        }
    }
}
