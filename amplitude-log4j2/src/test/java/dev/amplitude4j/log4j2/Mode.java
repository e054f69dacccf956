// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import java.util.Arrays;
import java.util.stream.Stream;

/** Which thread of Log4j's calls the appender. */
enum Mode {
    /** The one that logs. */
    SYNC,
    /** That of an {@code AsyncAppender} in front. */
    ASYNC_APPENDER,
    /** That of the asynchronous loggers, which are configured beside synchronous ones. */
    MIXED_ASYNC,
    /** That of the context, all of whose loggers are asynchronous. */
    ALL_ASYNC;

    /** Those that this run asked for. */
    static Stream<Mode> underTest() {
        return Arrays.stream(System.getProperty("log4j.modes", "SYNC,ASYNC_APPENDER,MIXED_ASYNC,ALL_ASYNC")
                        .split(",", -1))
                .map(Mode::valueOf);
    }

    /** Of those, the ones that keep a record least and most apart from the call that made it. */
    static Stream<Mode> extremesUnderTest() {
        return underTest().filter(mode -> mode == SYNC || mode == ALL_ASYNC);
    }

    /** The element of a logger for everything, of that level, with that appender and others. */
    String root(String level, String appender, String... others) {
        String element = this == MIXED_ASYNC ? "AsyncRoot" : "Root";
        StringBuilder references = new StringBuilder(reference(this == ASYNC_APPENDER ? "ASYNC" : appender));
        for (String other : others) {
            references.append(reference(other));
        }
        return "<" + element + " level=\"" + level + "\">" + references + "</" + element + ">";
    }

    private static String reference(String appender) {
        return "<AppenderRef ref=\"" + appender + "\"/>";
    }

    /** What stands beside the appender of that name. */
    String beside(String appender) {
        return this == ASYNC_APPENDER ? "<Async name=\"ASYNC\"><AppenderRef ref=\"" + appender + "\"/></Async>" : "";
    }
}
