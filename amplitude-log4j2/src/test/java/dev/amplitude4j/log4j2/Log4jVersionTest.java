// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("contract")
class Log4jVersionTest {

    @Test
    void versionUnderTest_isTheOneThatThisRunAskedFor() {
        assertThat(Log4jVersion.jar()).isEqualTo("log4j-core-" + Log4jVersion.expected() + ".jar");
    }
}
