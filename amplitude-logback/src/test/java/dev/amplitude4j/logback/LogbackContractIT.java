// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import dev.amplitude4j.contract.LoggingUnderTest;
import dev.amplitude4j.contract.Slf4jContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract on Logback, plain and through its {@code AsyncAppender}; run once for every line of Logback's versions. */
@ParameterizedClass
@ValueSource(booleans = {false, true})
class LogbackContractIT extends Slf4jContract {

    @Parameter
    private boolean throughAsyncAppender;

    @Override
    protected LoggingUnderTest open() {
        return new LogbackUnderTest(throughAsyncAppender);
    }

    @Test
    void versionUnderTest_isTheOneThatThisRunAskedFor() {
        String jar = LoggerContext.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        assertThat(jar).endsWith("logback-classic-" + System.getProperty("logback.version.expected") + ".jar");
    }
}
