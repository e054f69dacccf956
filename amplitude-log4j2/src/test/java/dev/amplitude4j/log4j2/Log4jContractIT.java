// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import dev.amplitude4j.contract.LoggingUnderTest;
import dev.amplitude4j.contract.RecordContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract on Log4j's own API, in every mode; run once for every version of Log4j. */
@Tag("contract")
@ParameterizedClass
@MethodSource("dev.amplitude4j.log4j2.Mode#underTest")
class Log4jContractIT extends RecordContract {

    @Parameter
    private Mode mode;

    @Override
    protected LoggingUnderTest open() {
        return new Log4jUnderTest(mode);
    }
}
