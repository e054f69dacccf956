// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import dev.amplitude4j.contract.Difference;
import dev.amplitude4j.contract.Mark;
import dev.amplitude4j.contract.Slf4jCalls;
import java.util.Set;

/** Log4j behind SLF4J, by {@code log4j-slf4j-impl} or {@code log4j-slf4j2-impl}, as the contract speaks to it. */
final class Slf4jOnLog4jUnderTest extends Log4jUnderTest {

    Slf4jOnLog4jUnderTest(Mode mode) {
        super(mode);
    }

    @Override
    public void context(String name, String value) {
        Slf4jCalls.context(name, value);
    }

    @Override
    public void info(String logger, Mark mark, String template, Object... arguments) {
        Slf4jCalls.info(logger, mark, template, arguments);
    }

    @Override
    public void debug(String logger, Mark mark, String template) {
        Slf4jCalls.debug(logger, mark, template);
    }

    @Override
    public Set<Difference> differences() {
        return Set.of(Difference.FLUENT_PAIRS_ARE_CONTEXT, Difference.LAST_FLUENT_MARKER_COUNTS);
    }
}
