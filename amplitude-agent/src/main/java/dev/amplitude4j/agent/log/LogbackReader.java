// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.log;

import dev.amplitude4j.agent.capture.Member;
import java.util.List;
import java.util.Map;

/** Reads records of Logback 1.2 to 1.6, on the thread that logs. Without state of its own. */
final class LogbackReader implements FrameworkReader {

    private static final Member TIME = new Member("timeStamp");
    private static final Member LOGGER = new Member("loggerName");
    private static final Member MESSAGE = new Member("message");
    private static final Member FORMATTED = new Member("formattedMessage");
    private static final Member ARGUMENTS = new Member("argumentArray");
    private static final Member CONTEXT = new Member("MDCPropertyMap");
    private static final Member THROWN = new Member("throwableProxy");
    private static final Member THROWN_TYPE = new Member("className");
    private static final Member MARKER_LIST = new Member("markerList");
    private static final Member MARKER = new Member("marker");
    private static final Member PAIRS = new Member("keyValuePairs");
    private static final Member KEY = new Member("key");
    private static final Member VALUE = new Member("value");

    @Override
    public String appender() {
        return "dev.amplitude4j.logback.AmplitudeAppender";
    }

    @Override
    public boolean isLogged(Object logger, Object record, Object detail) {
        return true;
    }

    @Override
    public boolean hasMarkers(Object record) {
        return MARKER_LIST.readOrNull(record) != null || MARKER.readOrNull(record) != null;
    }

    @Override
    public void markers(Object record, MarkerWalk walk) {
        Object list = MARKER_LIST.readOrNull(record);
        if (list instanceof List) {
            for (Object marker : (List<?>) list) {
                walk.visit(marker);
            }
        } else {
            walk.visit(MARKER.readOrNull(record));
        }
    }

    @Override
    public long timeMillis(Object record) {
        Object millis = TIME.readOrNull(record);
        return millis instanceof Long ? (Long) millis : System.currentTimeMillis();
    }

    @Override
    public String loggerName(Object record) {
        return (String) LOGGER.readOrNull(record);
    }

    @Override
    public String template(Object record) {
        return (String) MESSAGE.readOrNull(record);
    }

    @Override
    public String formattedMessage(Object record) {
        return (String) FORMATTED.readOrNull(record);
    }

    @Override
    public String structuredType(Object record) {
        return null;
    }

    @Override
    public Object[] arguments(Object record) {
        return (Object[]) ARGUMENTS.readOrNull(record);
    }

    @Override
    public void keyValues(Object record, PairVisitor visitor) {
        Object pairs = PAIRS.readOrNull(record);
        if (pairs instanceof List) {
            for (Object pair : (List<?>) pairs) {
                visitor.pair((String) KEY.readOrNull(pair), VALUE.readOrNull(pair));
            }
        }
    }

    @Override
    public void structured(Object record, PairVisitor visitor) {
        // Logback's messages are plain text.
    }

    @Override
    public void context(Object record, PairVisitor visitor) {
        Object context = CONTEXT.readOrNull(record);
        if (context instanceof Map) {
            ((Map<?, ?>) context).forEach((key, value) -> visitor.pair((String) key, value));
        }
    }

    @Override
    public String thrownType(Object record) {
        return (String) THROWN_TYPE.readOrNull(THROWN.readOrNull(record));
    }

    @Override
    public String thrownMessage(Object record) {
        return (String) MESSAGE.readOrNull(THROWN.readOrNull(record));
    }
}
