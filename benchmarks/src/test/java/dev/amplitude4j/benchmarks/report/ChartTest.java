// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ChartTest {

    private final Chart chart = new Chart("Cost & growth", "events < 10", "ns");

    @Test
    void chart_isXmlWithALineAndAPointForEachFigure() throws Exception {
        chart.point("ours", 1, 100);
        chart.point("ours", 10, 120);
        chart.point("theirs", 1, 1_000);

        Document svg = parsed();

        assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(2);
        assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(3);
    }

    @Test
    void legend_hasRoomForItsLongestText() throws Exception {
        String longest = "somebody else's SDK 1.13, threshold 10 (default), TLS";
        chart.point("ours", 1, 100);
        chart.point(longest, 1, 1_000);

        Element svg = parsed().getDocumentElement();
        double width = Double.parseDouble(svg.getAttribute("viewBox").split(" ", -1)[2]);
        NodeList texts = svg.getElementsByTagName("text");
        Element legend = (Element) texts.item(texts.getLength() - 1);

        assertThat(legend.getTextContent()).isEqualTo(longest);
        assertThat(width).isGreaterThan(Double.parseDouble(legend.getAttribute("x")) + 6.5 * longest.length());
    }

    private Document parsed() throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(chart.toSvg().getBytes(UTF_8)));
    }

    @Test
    void figuresThatCannotBeDrawn_areLeftOut() {
        chart.point("ours", 1, Double.NaN);
        chart.point("ours", 0, 100);

        assertThat(chart.toSvg()).isNull();
    }
}
