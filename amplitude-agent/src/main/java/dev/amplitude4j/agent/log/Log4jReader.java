// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.log;

import dev.amplitude4j.agent.capture.Member;

/** Reads records of Log4j2, on the thread that logs or on an asynchronous worker. Without state of its own. */
final class Log4jReader implements FrameworkReader {

    private static final Member TIME = new Member("timeMillis");
    private static final Member LOGGER = new Member("loggerName");
    private static final Member MESSAGE = new Member("message");
    private static final Member FORMAT = new Member("format");
    private static final Member FORMATTED = new Member("formattedMessage");
    private static final Member PARAMETERS = new Member("parameters");
    private static final Member TYPE = new Member("type");
    private static final Member DATA = new Member("data");
    private static final Member CONTEXT = new Member("contextData");
    private static final Member TO_MAP = new Member("toMap");
    private static final Member THROWN = new Member("thrown");
    private static final Member MARKER = new Member("marker");

    @Override
    public String appender() {
        return "dev.amplitude4j.log4j2.AmplitudeAppender";
    }

    /** With asynchronous loggers a record passes twice: its synchronous part comes first, and always. */
    @Override
    public boolean isLogged(Object logger, Object record, Object detail) {
        return !(detail instanceof Enum) || !((Enum<?>) detail).name().equals("ASYNCHRONOUS_ONLY");
    }

    @Override
    public boolean hasMarkers(Object record) {
        return MARKER.readOrNull(record) != null;
    }

    @Override
    public void markers(Object record, MarkerWalk walk) {
        walk.visit(MARKER.readOrNull(record));
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

    /** An object that was logged by itself has no template: its text is another one each time. */
    @Override
    public String template(Object record) {
        Object message = MESSAGE.readOrNull(record);
        boolean isObject = message == null || message.getClass().getSimpleName().endsWith("ObjectMessage");
        return isObject ? null : (String) FORMAT.readOrNull(message);
    }

    @Override
    public String formattedMessage(Object record) {
        return (String) FORMATTED.readOrNull(MESSAGE.readOrNull(record));
    }

    @Override
    public String structuredType(Object record) {
        Object type = isStructured(MESSAGE.readOrNull(record)) ? TYPE.readOrNull(MESSAGE.readOrNull(record)) : null;
        return type instanceof String ? (String) type : null;
    }

    @Override
    public Object[] arguments(Object record) {
        return (Object[]) PARAMETERS.readOrNull(MESSAGE.readOrNull(record));
    }

    @Override
    public void keyValues(Object record, PairVisitor visitor) {
        // Log4j has none; log4j-slf4j2-impl puts those of SLF4J into the thread context.
    }

    @Override
    public void structured(Object record, PairVisitor visitor) {
        Object message = MESSAGE.readOrNull(record);
        Object data = isStructured(message) ? DATA.readOrNull(message) : null;
        FrameworkReader.hand(data, visitor);
    }

    @Override
    public void context(Object record, PairVisitor visitor) {
        FrameworkReader.hand(TO_MAP.readOrNull(CONTEXT.readOrNull(record)), visitor);
    }

    @Override
    public String thrownType(Object record) {
        Object thrown = THROWN.readOrNull(record);
        return thrown == null ? null : thrown.getClass().getName();
    }

    @Override
    public String thrownMessage(Object record) {
        Object thrown = THROWN.readOrNull(record);
        return thrown instanceof Throwable ? ((Throwable) thrown).getMessage() : null;
    }

    private static boolean isStructured(Object message) {
        for (Class<?> type = message == null ? null : message.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals("org.apache.logging.log4j.message.MapMessage")) {
                return true;
            }
        }
        return false;
    }
}
