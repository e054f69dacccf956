// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.contract;

import dev.amplitude4j.emulator.Emulator;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** How the contract speaks to one framework, and where its events arrive. One test at a time. */
public interface LoggingUnderTest extends AutoCloseable {

    Emulator emulator();

    /** Configures the framework, and the root logger at INFO. */
    void start(Setup setup);

    /** Puts a value into the diagnostic context of this thread. */
    void context(String name, String value);

    /** Logs at INFO. */
    void info(String logger, Mark mark, String template, Object... arguments);

    /** Logs at DEBUG, which is switched off. */
    void debug(String logger, Mark mark, String template);

    /** What of the contract does not hold. */
    Set<Difference> differences();

    /** Sends all that was handed on so far. */
    void flush(Duration timeout);

    /** What the framework's status channel holds at warning level, after a check that nothing stands above it. */
    List<String> warnings();

    @Override
    void close();
}
