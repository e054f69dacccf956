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
        Contestant nobody = Contestants.byId(Contestants.NOTHING);
        Scenario scenario = new Scenario(
                "test", "test", List.of(nobody), Double.NaN, Map.of("events", 200_000, "threads", 2), Map.of());
        Path keyStore = work.resolve(Comparison.KEY_STORE);
        TestCertificate.make(keyStore);

        Optional<Readings> readings;
        try (ServerProcess server = ServerProcess.start(keyStore)) {
            String classPath = System.getProperty("java.class.path");
            Trial trial = new Trial(nobody, scenario, Conditions.of(server, work, false), classPath);
            readings = trial.run();
        }

        assertThat(readings).isPresent();
        assertThat(readings.get().get("accepted")).isEqualTo(200_000);
        assertThat(readings.get().get("bytesPerCall")).isLessThan(1);
        assertThat(readings.get().get("posts")).isZero();
    }
}
