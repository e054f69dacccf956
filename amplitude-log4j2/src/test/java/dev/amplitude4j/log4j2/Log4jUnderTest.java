// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import dev.amplitude4j.contract.Difference;
import dev.amplitude4j.contract.LoggingUnderTest;
import dev.amplitude4j.contract.Mark;
import dev.amplitude4j.contract.Setup;
import dev.amplitude4j.emulator.Emulator;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;

/** Log4j and its own API as the contract speaks to them. */
class Log4jUnderTest implements LoggingUnderTest {

    private static final String FULL_ATTRIBUTES = """
            useBatchEndpoint="false" enabled="${env:AMPLITUDE_ENABLED:-true}" marker="AMPLITUDE"
            eventTypeFrom="key, marker, template" missingId="anonymous" shutdownTimeoutMillis="5000"
            """;

    private static final String FULL_ELEMENTS = """
            <ThresholdFilter level="INFO"/>
            <AmplitudeKeys userId="user_id, userId" deviceId="device_id" sessionId="session_id" ip="client_ip"/>
            <AmplitudeContext eventProperties="tenant, experiment.*" userProperties="plan"
                rename="X-Request-Id=request_id" types="cart_total=number"/>
            <AmplitudePrivacy deny="card*" mask="phone" hash="email" hashSalt="${env:PII_SALT:-pepper}" ip="truncate"/>
            <AmplitudeQueue maxBytes="16MB" maxBlockMillis="0"/>
            <AmplitudeBatch maxEvents="1000" uploadIntervalMillis="50" maxParallelUploads="4"/>
            <Property name="service">checkout</Property>
            """;

    private static final String RULES = """
            <AmplitudeRule logger="com.acme.audit.*" event="Order Placed" types="total=number, gift=boolean"
                message="Order (?&lt;order_id>\\d+) placed by (?&lt;user_id>\\S+) for (?&lt;total>\\S+)( as (?&lt;gift>\\w+))?">
              <Property name="channel">legacy</Property>
            </AmplitudeRule>
            <AmplitudeRule logger="com.acme.auth, com.acme.sso" event="Login" message="login of (?&lt;user_id>\\w+)"/>
            """;

    private final Log4jFixture log4j;

    Log4jUnderTest(Mode mode) {
        log4j = new Log4jFixture(mode);
    }

    @Override
    public Emulator emulator() {
        return log4j.emulator;
    }

    @Override
    public void start(Setup setup) {
        switch (setup) {
            case LEAST -> configure("", "");
            case ANONYMOUS_DEVICE -> configure("anonymousDeviceId=\"host-123\"", "");
            case STRICT -> configure("includeErrorMessage=\"true\" missingId=\"drop\"", "");
            case FULL -> configure(FULL_ATTRIBUTES, FULL_ELEMENTS);
            case RULES -> configure("", RULES);
        }
    }

    private void configure(String attributes, String elements) {
        log4j.appender(log4j.target() + " " + attributes, elements);
    }

    @Override
    public void context(String name, String value) {
        ThreadContext.put(name, value);
    }

    @Override
    public void info(String logger, Mark mark, String template, Object... arguments) {
        log4j.logger(logger).info(marker(mark), template, arguments);
    }

    @Override
    public void debug(String logger, Mark mark, String template) {
        log4j.logger(logger).debug(marker(mark), template);
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
        return log4j.warnings();
    }

    @Override
    public void close() {
        log4j.close();
    }

    private static Marker marker(Mark mark) {
        if (mark == null) {
            return null;
        }
        Marker marker = MarkerManager.getMarker(mark.name());
        mark.parents().forEach(parent -> marker.addParents(marker(parent)));
        return marker;
    }
}
