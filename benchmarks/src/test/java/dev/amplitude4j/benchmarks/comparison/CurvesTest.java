// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.benchmarks.figures.Readings;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurvesTest {

    @TempDir
    Path docs;

    private final Results results = new Results();

    private void add(String scenario) {
        Readings readings = new Readings();
        readings.put("cpuNanos", 4e9);
        readings.put("confirmed", 1e6);
        results.add(scenario, Contestants.TLS, readings);
    }

    @Test
    void pictureOfWhatWasRead_isWrittenAndShown_othersAreNot() throws IOException {
        add(Scenarios.FLAT_1);
        add(Scenarios.FLAT_2);

        String links = Curves.draw(results, docs.resolve("images"), docs.resolve("performance.md"));

        assertThat(links)
                .contains("![Cost by threads](images/cost-by-threads.svg)")
                .doesNotContain("identities");
        assertThat(docs.resolve("images")).isDirectoryContaining("glob:**/cost-by-threads.svg");
        assertThat(docs.resolve("images").toFile().list()).hasSize(1);
    }

    @Test
    void onePoint_isNoPicture() throws IOException {
        add(Scenarios.MANY_IDENTITIES);

        assertThat(Curves.draw(results, docs, docs.resolve("performance.md"))).isEmpty();
    }

    @Test
    void nothingRead_leavesNoTrace() throws IOException {
        assertThat(Curves.draw(results, docs, docs.resolve("performance.md"))).isEmpty();
        assertThat(docs).isEmptyDirectory();
    }
}
