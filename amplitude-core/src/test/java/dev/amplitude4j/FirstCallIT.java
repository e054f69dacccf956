// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the first event of a process makes the thread load that logs it. */
class FirstCallIT {

    private static final int MOST_CLASSES = 60;

    @TempDir
    Path folder;

    @Test
    void firstCall_loadsFewClassesAndNeitherOkHttpNorJackson() throws IOException {
        Path log = folder.resolve("classes.log");
        try (ChildProcess child = new ChildProcess(folder, FirstCall.class, List.of(LoadedClasses.option(log)))) {
            child.awaitEnd();
            assertThat(child.out().trim()).isEqualTo("ACCEPTED ACCEPTED");
        }

        LoadedClasses all = LoadedClasses.of(log, FirstCall.class);
        LoadedClasses start = all.between(FirstCall.class, FirstCall.Started.class);
        LoadedClasses first = all.between(FirstCall.Started.class, FirstCall.Logged.class);
        LoadedClasses typed = all.between(FirstCall.Logged.class, FirstCall.LoggedTyped.class);
        System.out.printf(
                "classes loaded, ours and all: start %d, %d; first call %d, %d; first typed call %d, %d%n",
                start.ours().size(),
                start.all().size(),
                first.ours().size(),
                first.all().size(),
                typed.ours().size(),
                typed.all().size());
        assertThat(first.ours()).hasSizeLessThanOrEqualTo(MOST_CLASSES);
        assertThat(all.beginningWith("okhttp3.", "okio.", "kotlin.", "com.fasterxml."))
                .isEmpty();
    }
}
