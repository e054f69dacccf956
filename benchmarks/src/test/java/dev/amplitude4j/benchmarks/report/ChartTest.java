// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ChartTest {

    private final Chart chart = new Chart("Cost & growth", "events < 10", "ns");

    @Test
    void chart_isXmlWithALineAndAPointForEachFigure() throws Exception {
        chart.point("ours", 1, 100);
        chart.point("ours", 10, 120);
        chart.point("theirs", 1, 1_000);

        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(chart.toSvg().getBytes(UTF_8)));

        assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(2);
        assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(3);
    }

    @Test
    void figuresThatCannotBeDrawn_areLeftOut() {
        chart.point("ours", 1, Double.NaN);
        chart.point("ours", 0, 100);

        assertThat(chart.toSvg()).isNull();
    }
}
