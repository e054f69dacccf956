// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads the starts of a real process, and what a table makes of readings. */
class StartTableTest {

    @Test
    void start_isReadWhenTheProgramSaysThatItIsReady() throws Exception {
        StartedProgram hello = StartedProgram.hello(Path.of("target/classes"));

        StartReading reading = StartReading.of(hello, Attachment.none());

        assertThat(reading.wallMillis()).isPositive();
    }

    @Test
    void median_isTheMiddleOrBetweenTheTwoThere() {
        List<StartReading> odd = List.of(of(5), of(1), of(3));
        List<StartReading> even = List.of(of(5), of(1), of(3), of(4));

        assertThat(StartTable.median(odd, StartReading::wallMillis)).isEqualTo(3);
        assertThat(StartTable.median(even, StartReading::wallMillis)).isEqualTo(3.5);
        assertThat(StartTable.best(even, StartReading::wallMillis)).isEqualTo(1);
    }

    @Test
    void rounds_endWithTheirTimeButAreAtLeastOne_andTheTableSaysHowMany() throws Exception {
        StartTable table = new StartTable(StartedProgram.hello(Path.of("target/classes")), List.of(Attachment.none()));

        table.rounds(15, System.nanoTime(), new PrintStream(OutputStream.nullOutputStream()));

        assertThat(table.text()).contains("Hello, starts of each: 1 ");
    }

    private static StartReading of(double wallMillis) {
        return new StartReading(wallMillis, 0, 0);
    }
}
