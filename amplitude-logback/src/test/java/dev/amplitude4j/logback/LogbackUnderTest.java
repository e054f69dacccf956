// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import dev.amplitude4j.contract.Difference;
import dev.amplitude4j.contract.LoggingUnderTest;
import dev.amplitude4j.contract.Mark;
import dev.amplitude4j.contract.Setup;
import dev.amplitude4j.contract.Slf4jCalls;
import dev.amplitude4j.emulator.Emulator;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Logback as the contract speaks to it. */
final class LogbackUnderTest implements LoggingUnderTest {

    private static final String FULL = """
            <filter class="ch.qos.logback.classic.filter.ThresholdFilter"><level>INFO</level></filter>
            <useBatchEndpoint>false</useBatchEndpoint>
            <enabled>${AMPLITUDE_ENABLED:-true}</enabled>
            <marker>AMPLITUDE</marker>
            <eventTypeFrom>key, marker, template</eventTypeFrom>
            <missingId>anonymous</missingId>
            <keys>
              <userId>user_id, userId</userId><deviceId>device_id</deviceId>
              <sessionId>session_id</sessionId><ip>client_ip</ip>
            </keys>
            <mdc>
              <eventProperties>tenant, experiment.*</eventProperties><userProperties>plan</userProperties>
              <rename>X-Request-Id=request_id</rename><type>cart_total=number</type>
            </mdc>
            <eventProperty>service=checkout</eventProperty>
            <privacy>
              <deny>card*</deny><mask>phone</mask><hash>email</hash><hashSalt>${PII_SALT:-pepper}</hashSalt>
              <ip>truncate</ip>
            </privacy>
            <queue><maxBytes>16MB</maxBytes><maxBlock>0</maxBlock></queue>
            <batch>
              <maxEvents>1000</maxEvents><uploadInterval>50 ms</uploadInterval>
              <maxParallelUploads>4</maxParallelUploads>
            </batch>
            <shutdownTimeout>5 seconds</shutdownTimeout>
            """;

    private static final String RULES = """
            <rule>
              <logger>com.acme.audit.*</logger><event>Order Placed</event>
              <message>Order (?&lt;order_id>\\d+) placed by (?&lt;user_id>\\S+) for (?&lt;total>\\S+)( as (?&lt;gift>\\w+))?</message>
              <type>total=number</type><type>gift=boolean</type><eventProperty>channel=legacy</eventProperty>
            </rule>
            <rule>
              <logger>com.acme.auth, com.acme.sso</logger><event>Login</event>
              <message>login of (?&lt;user_id>\\w+)</message>
            </rule>
            """;

    private final LogbackFixture logback = new LogbackFixture();
    private final boolean throughAsyncAppender;

    LogbackUnderTest(boolean throughAsyncAppender) {
        this.throughAsyncAppender = throughAsyncAppender;
    }

    @Override
    public Emulator emulator() {
        return logback.emulator;
    }

    @Override
    public void start(Setup setup) {
        String appender = LogbackFixture.appenderXml("AMPLITUDE", logback.target() + elements(setup));
        if (throughAsyncAppender) {
            String async = "<appender name=\"ASYNC\" class=\"ch.qos.logback.classic.AsyncAppender\">"
                    + "<discardingThreshold>0</discardingThreshold><appender-ref ref=\"AMPLITUDE\"/></appender>";
            logback.xml(appender + async + LogbackFixture.root("ASYNC"));
        } else {
            logback.xml(appender + LogbackFixture.root("AMPLITUDE"));
        }
    }

    private static String elements(Setup setup) {
        return switch (setup) {
            case LEAST -> "";
            case ANONYMOUS_DEVICE -> "<anonymousDeviceId>host-123</anonymousDeviceId>";
            case STRICT -> "<includeErrorMessage>true</includeErrorMessage><missingId>drop</missingId>";
            case FULL -> FULL;
            case RULES -> RULES;
        };
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
        return Set.of();
    }

    @Override
    public void flush(Duration timeout) {
        AmplitudeAppenders.flushAll(timeout);
    }

    @Override
    public List<String> warnings() {
        return logback.warnings();
    }

    @Override
    public void close() {
        logback.close();
    }
}
