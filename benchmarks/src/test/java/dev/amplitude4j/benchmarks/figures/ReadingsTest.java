// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadingsTest {

    @Test
    void line_carriesAllFigures() {
        Readings readings = new Readings();
        readings.put("calls", 400_000L);
        readings.put("p50", 0.25);
        readings.put("none", Double.NaN);

        assertThat(Readings.ofLine(readings.toLine()).all()).isEqualTo(readings.all());
    }

    @Test
    void figureThatWasNotRead_isNaN() {
        assertThat(Readings.ofLine("").get("p50")).isNaN();
    }
}
