// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import org.apache.logging.log4j.core.LoggerContext;

/** Tells which Log4j this run is on. */
final class Log4jVersion {

    private Log4jVersion() {}

    /** As the build asked for it. */
    static String expected() {
        return System.getProperty("log4j.version.expected", "2.17.2");
    }

    /** Name of the jar that log4j-core really came from. */
    static String jar() {
        String path = LoggerContext.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static boolean isThree() {
        return expected().startsWith("3.");
    }
}
