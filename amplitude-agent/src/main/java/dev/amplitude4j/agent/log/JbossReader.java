// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.log;

import dev.amplitude4j.agent.capture.Member;

/**
 * Reads records of JBoss LogManager, which are those of java.util.logging and more, on the thread that logs. Without state of
 * its own.
 */
final class JbossReader extends JulReader {

    private static final Member FORMATTED = new Member("formattedMessage");
    private static final Member CONTEXT = new Member("mdcCopy");
    private static final Member MARKER = new Member("marker");

    /** Level and filter have been asked. */
    @Override
    public boolean isLogged(Object logger, Object record, Object detail) {
        return true;
    }

    /** Since 3.0: those of SLF4J. */
    @Override
    public boolean hasMarkers(Object record) {
        return MARKER.readOrNull(record) != null;
    }

    @Override
    public void markers(Object record, MarkerWalk walk) {
        walk.visit(MARKER.readOrNull(record));
    }

    /** Some records are formatted as {@code printf} does it. */
    @Override
    public String formattedMessage(Object record) {
        return (String) FORMATTED.readOrNull(record);
    }

    @Override
    public void context(Object record, PairVisitor visitor) {
        FrameworkReader.hand(CONTEXT.readOrNull(record), visitor);
    }
}
