// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.contract;

import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** The contract's calls on SLF4J, whatever stands behind it. */
public final class Slf4jCalls {

    private Slf4jCalls() {}

    public static void context(String name, String value) {
        MDC.put(name, value);
    }

    public static void info(String logger, Mark mark, String template, Object... arguments) {
        if (mark == null) {
            LoggerFactory.getLogger(logger).info(template, arguments);
        } else {
            LoggerFactory.getLogger(logger).info(marker(mark), template, arguments);
        }
    }

    public static void debug(String logger, Mark mark, String template) {
        LoggerFactory.getLogger(logger).debug(marker(mark), template);
    }

    @SuppressWarnings("deprecation") // of references as such, in SLF4J 2.0.20
    private static Marker marker(Mark mark) {
        Marker marker = MarkerFactory.getMarker(mark.name());
        mark.parents().forEach(parent -> marker.add(marker(parent)));
        return marker;
    }
}
