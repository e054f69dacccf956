// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkedBlockTest {

    @TempDir
    Path folder;

    @Test
    void block_isReplacedAndTheRestStays() throws IOException {
        Path page = folder.resolve("page.md");
        Files.writeString(page, "before\n<!-- begin figures -->\nold\nolder\n<!-- end figures -->\nafter\n");

        MarkedBlock.replace(page, "figures", "new\n\n");

        assertThat(page).hasContent("before\n<!-- begin figures -->\nnew\n<!-- end figures -->\nafter\n");
    }

    @Test
    void pageWithoutTheBlock_isLeftAloneAndNamed() throws IOException {
        Path page = folder.resolve("page.md");
        Files.writeString(page, "nothing\n");

        assertThatThrownBy(() -> MarkedBlock.replace(page, "figures", "new"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("page.md")
                .hasMessageContaining("<!-- begin figures -->");
        assertThat(page).hasContent("nothing\n");
    }
}
