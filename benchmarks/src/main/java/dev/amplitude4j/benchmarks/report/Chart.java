// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A chart of lines over two logarithmic axes, written as SVG without scripts or fonts of its own. Not thread-safe. */
public final class Chart {

    private static final int HEIGHT = 400;
    private static final int LEFT = 70;
    /** Where the lines end and the legend begins. */
    private static final int PLOT_END = 520;

    private static final int LEGEND_TEXT = PLOT_END + 32;
    /** Of a letter, at most, in the fonts that browsers have for this: nothing measures them here. */
    private static final int LETTER_WIDTH = 7;

    private static final int TOP = 40;
    private static final int BOTTOM = 50;
    private static final String[] COLOURS = {"#1b6ac9", "#c2410c", "#15803d", "#7e22ce", "#525252", "#b45309"};

    private final String title;
    private final String abscissa;
    private final String ordinate;
    private final Map<String, TreeMap<Double, Double>> lines = new LinkedHashMap<>();

    /** An empty chart; the other two texts name its axes. */
    public Chart(String title, String abscissa, String ordinate) {
        this.title = title;
        this.abscissa = abscissa;
        this.ordinate = ordinate;
    }

    /** Adds a point to a line; one that cannot be drawn on logarithmic axes is left out. */
    public void point(String line, double x, double y) {
        if (x > 0 && y > 0 && Double.isFinite(x) && Double.isFinite(y)) {
            lines.computeIfAbsent(line, k -> new TreeMap<>()).put(x, y);
        }
    }

    /** The whole picture; null if there is no point. */
    public String toSvg() {
        if (lines.isEmpty()) {
            return null;
        }
        Axis x = Axis.over(lines.values().stream().flatMap(line -> line.keySet().stream()), LEFT, PLOT_END);
        Axis y = Axis.over(lines.values().stream().flatMap(line -> line.values().stream()), HEIGHT - BOTTOM, TOP);
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">\n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>\n",
                width(),
                HEIGHT));
        text(svg, LEFT, TOP - 18, "start", title);
        text(svg, (LEFT + PLOT_END) / 2.0, HEIGHT - 10, "middle", abscissa);
        text(svg, LEFT, TOP - 4, "start", ordinate);
        drawAxes(svg, x, y);
        drawLines(svg, x, y);
        return svg.append("</svg>\n").toString();
    }

    /** As much as the legend needs. */
    private int width() {
        int longest = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
        return LEGEND_TEXT + LETTER_WIDTH * (longest + 1);
    }

    private static void drawAxes(StringBuilder svg, Axis x, Axis y) {
        for (double tick : x.ticks()) {
            line(svg, x.at(tick), TOP, x.at(tick), HEIGHT - BOTTOM);
            text(svg, x.at(tick), HEIGHT - BOTTOM + 16, "middle", Axis.label(tick));
        }
        for (double tick : y.ticks()) {
            line(svg, LEFT, y.at(tick), PLOT_END, y.at(tick));
            text(svg, LEFT - 6, y.at(tick) + 4, "end", Axis.label(tick));
        }
    }

    private void drawLines(StringBuilder svg, Axis x, Axis y) {
        int number = 0;
        for (Map.Entry<String, TreeMap<Double, Double>> line : lines.entrySet()) {
            String colour = COLOURS[number % COLOURS.length];
            StringBuilder points = new StringBuilder();
            line.getValue().forEach((px, py) -> {
                points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x.at(px), y.at(py)));
                svg.append(String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>\n",
                        x.at(px),
                        y.at(py),
                        colour));
            });
            svg.append(String.format(
                    Locale.ROOT,
                    "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n",
                    points.toString().trim(),
                    colour));
            double legendY = TOP + 10 + 20.0 * number++;
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%.1f\" width=\"12\" height=\"4\" fill=\"%s\"/>\n",
                    PLOT_END + 14,
                    legendY - 6,
                    colour));
            text(svg, LEGEND_TEXT, legendY, "start", line.getKey());
        }
    }

    private static void line(StringBuilder svg, double x1, double y1, double x2, double y2) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>\n",
                x1,
                y1,
                x2,
                y2));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, escaped));
    }
}
