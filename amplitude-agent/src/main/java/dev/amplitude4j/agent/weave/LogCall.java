// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

/** The one method of each logging framework that every record passes on its way to the appenders, in all supported versions. */
public enum LogCall {
    /** Logback 1.2 to 1.6. */
    LOGBACK(0, "ch/qos/logback/classic/Logger", "callAppenders", "(Lch/qos/logback/classic/spi/ILoggingEvent;)V"),
    /** Log4j2 2.17 to 2.26; passed again for every parent that the record goes on to. */
    LOG4J2(1, "org/apache/logging/log4j/core/config/LoggerConfig", "processLogEvent", null),
    /** The JDK's own. */
    JUL(2, "java/util/logging/Logger", "log", "(Ljava/util/logging/LogRecord;)V"),
    /** JBoss LogManager 2.1 to 3.2, which takes the place of the JDK's; passed again for every parent. */
    JBOSS(3, "org/jboss/logmanager/LoggerNode", "publish", "(Lorg/jboss/logmanager/ExtLogRecord;)V");

    private static final LogCall[] ALL = values();

    /** The number by which woven code and the agent know the framework. */
    public final int number;

    final String owner;
    final String method;

    /** Null where the method has one form only, which is not the same in all versions. */
    final String descriptor;

    LogCall(int number, String owner, String method, String descriptor) {
        this.number = number;
        this.owner = owner;
        this.method = method;
        this.descriptor = descriptor;
    }

    /** The one of that class, or null. */
    static LogCall of(String internalName) {
        for (LogCall call : ALL) {
            if (call.owner.equals(internalName)) {
                return call;
            }
        }
        return null;
    }
}
