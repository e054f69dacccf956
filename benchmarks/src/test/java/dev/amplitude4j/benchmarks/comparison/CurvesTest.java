// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CurvesTest {

    @Test
    void links_leadFromThePageToThePictures() {
        String links = Curves.links(Path.of("docs/performance.md"), Path.of("docs/images"));

        assertThat(links).contains("![Cost by threads](images/cost-by-threads.svg)");
    }
}
