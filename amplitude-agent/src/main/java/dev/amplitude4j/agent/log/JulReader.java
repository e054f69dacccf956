// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.log;

import java.text.MessageFormat;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Reads records of java.util.logging, on the thread that logs; first touched by such a record. Without state. */
class JulReader implements FrameworkReader {

    @Override
    public String appender() {
        return null;
    }

    /** The woven method is also entered by records that it turns away at once. */
    @Override
    public boolean isLogged(Object logger, Object record, Object detail) {
        return ((Logger) logger).isLoggable(((LogRecord) record).getLevel());
    }

    @Override
    public boolean hasMarkers(Object record) {
        return false;
    }

    @Override
    public void markers(Object record, MarkerWalk walk) {
        // There are none.
    }

    @Override
    public long timeMillis(Object record) {
        return ((LogRecord) record).getMillis();
    }

    @Override
    public String loggerName(Object record) {
        return ((LogRecord) record).getLoggerName();
    }

    @Override
    public String template(Object record) {
        return ((LogRecord) record).getMessage();
    }

    /** As {@code Formatter.formatMessage} does it, without resource bundles. */
    @Override
    public String formattedMessage(Object record) {
        String template = template(record);
        Object[] arguments = arguments(record);
        boolean isPlain = template == null || arguments == null || arguments.length == 0 || template.indexOf('{') < 0;
        try {
            return isPlain ? template : MessageFormat.format(template, arguments);
        } catch (IllegalArgumentException e) {
            return template;
        }
    }

    @Override
    public String structuredType(Object record) {
        return null;
    }

    @Override
    public Object[] arguments(Object record) {
        return ((LogRecord) record).getParameters();
    }

    @Override
    public void keyValues(Object record, PairVisitor visitor) {
        // There are none.
    }

    @Override
    public void structured(Object record, PairVisitor visitor) {
        // Messages are plain text.
    }

    @Override
    public void context(Object record, PairVisitor visitor) {
        // There is none.
    }

    @Override
    public String thrownType(Object record) {
        Throwable thrown = ((LogRecord) record).getThrown();
        return thrown == null ? null : thrown.getClass().getName();
    }

    @Override
    public String thrownMessage(Object record) {
        Throwable thrown = ((LogRecord) record).getThrown();
        return thrown == null ? null : thrown.getMessage();
    }
}
