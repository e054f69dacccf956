// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import dev.amplitude4j.contract.LoggingUnderTest;
import dev.amplitude4j.contract.Slf4jContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract on SLF4J with Log4j behind, in the two modes that differ most; run once for every version of Log4j. */
@Tag("contract")
@ParameterizedClass
@MethodSource("dev.amplitude4j.log4j2.Mode#extremesUnderTest")
class Slf4jOnLog4jContractIT extends Slf4jContract {

    @Parameter
    private Mode mode;

    @Override
    protected LoggingUnderTest open() {
        return new Slf4jOnLog4jUnderTest(mode);
    }
}
