// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.log4j2.AmplitudeMarkers.AMPLITUDE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.options.ApiKeyLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a configuration with faults in it does: one warning, no error, and the application runs. What Log4j itself makes of the
 * text is looked at on every version, the rest is ours and the same everywhere.
 */
class AppenderConfigurationIT {

    private static final String NO_KEY = "no API key";

    private final Log4jFixture log4j = new Log4jFixture();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        System.clearProperty(ApiKeyLookup.SYSTEM_PROPERTY);
        log4j.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <AmplitudeBatch maxEvents="many"/>            | AmplitudeBatch maxEvents: 'many'            | write 1000
            <AmplitudeBatch maxBytes="1 furlong"/>        | AmplitudeBatch maxBytes: '1 furlong'        | 900kB
            <AmplitudeBatch uploadIntervalMillis="soon"/> | AmplitudeBatch uploadIntervalMillis: 'soon' | 500 ms
            <AmplitudeBatch compression="zip"/>           | AmplitudeBatch compression: 'zip'           | auto, gzip, none
            <AmplitudeQueue maxBytes="-1"/>               | AmplitudeQueue maxBytes: '-1'               | 16MB
            <AmplitudePrivacy ip="hide"/>                 | privacy ip: 'hide'                          | truncate
            <AmplitudePrivacy hash="email"/>              | privacy: hash                               | hashSalt
            <AmplitudeContext rename="old"/>              | mdc rename: 'old'                           | name=value
            <AmplitudeSpool maxBytes="lots"/>             | AmplitudeSpool maxBytes: 'lots'             | 16MB
            <AmplitudeSpool sync="sometimes"/>            | AmplitudeSpool sync: 'sometimes'            | every_second
            """)
    void badElement_isWarnedOfOnceAndTheDefaultStays(String body, String what, String advice) {
        log4j.appender(log4j.target(), body);
        assertThat(log4j.warnings()).singleElement().asString().contains("amplitude[AMPLITUDE]: ", what, advice);
        logOne();
        log4j.received(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            enabled="maybe"                | enabled: 'maybe'                           | true nor false
            serverZone="MOON"              | serverZone: 'MOON'                         | us, eu
            minIdLength="short"            | minIdLength: 'short'                       | write 1000
            missingId="guess"              | missingId: 'guess'                         | anonymous, drop
            userProperties="region"        | userProperties: 'region'                   | name=value
            pluginClasses="no.such.Plugin" | pluginClasses: cannot make a Plugin        | name a public class
            transportClass="java.util.Map" | transportClass: cannot make a Transport    | name a public class
            """)
    void badAttribute_isWarnedOfOnceAndTheDefaultStays(String attribute, String what, String advice) {
        log4j.appender(log4j.target() + " " + attribute, "");
        assertThat(log4j.warnings()).singleElement().asString().contains("amplitude[AMPLITUDE]: ", what, advice);
        logOne();
        log4j.received(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            shutdownTimeoutMillis="7200000" | shutdownTimeout must be
            minIdLength="101"               | minIdLength must be
            allowInsecureHttp="no" serverZone="US" partnerId="p" apiKeyFile="x" optOut="no" serverUrl="ftp://x.org" | serverUrl
            """)
    void impossibleOption_makesTheAppenderInertWithOneWarning(String attributes, String what) {
        String target = attributes.contains("serverUrl") ? "apiKey=\"" + Log4jFixture.API_KEY + "\"" : log4j.target();
        log4j.appender(target + " " + attributes, "");
        assertThat(log4j.warnings()).singleElement().asString().contains("nothing is sent", what);
        assertInert();
    }

    @Tag("contract")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "apiKey=\"\"",
                "apiKey=\"  \"",
                "apiKey=\"${env:AMPLITUDE_NOT_THERE}\"",
                "apiKey=\"${env:AMPLITUDE_NOT_THERE:-}\"",
                "apiKey=\"${AMPLITUDE_NOT_THERE}\"",
                "apiKey=\"X_IS_UNDEFINED\""
            })
    void missingKey_makesTheAppenderInertWithOneWarning(String attribute) {
        log4j.appender("serverUrl=\"" + log4j.emulator.url() + "\" " + attribute, "");
        assertThat(log4j.warnings()).singleElement().asString().contains(NO_KEY, "AMPLITUDE_API_KEY");
        assertInert();
    }

    @Test
    void disabled_isInertWithoutWarning() {
        log4j.appender(log4j.target() + " enabled=\"FALSE\" missingId=\"guess\"", "");
        assertThat(log4j.warnings()).isEmpty();
        assertInert();
    }

    @Test
    void keyFromSystemProperty_isUsed() {
        System.setProperty(ApiKeyLookup.SYSTEM_PROPERTY, Log4jFixture.API_KEY);
        log4j.appender("apiKey=\"${env:NOT_THERE:-}\" serverUrl=\"" + log4j.emulator.url() + "\"", "");
        logOne();
        log4j.received(1);
        assertThat(log4j.warnings()).isEmpty();
    }

    @Test
    void keyFromFile_isUsed() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), Log4jFixture.API_KEY + "\n");
        log4j.appender("apiKeyFile=\"" + file + "\" serverUrl=\"" + log4j.emulator.url() + "\"", "");
        logOne();
        log4j.received(1);
        assertThat(log4j.warnings()).isEmpty();
    }

    @Tag("contract")
    @Test
    void keyAndSalt_appearInNoStatus() {
        log4j.appender(
                log4j.target() + " serverZone=\"MOON\"", "<AmplitudePrivacy hash=\"email\" hashSalt=\"the-salt\"/>");
        logOne();
        log4j.received(1);
        for (Level level : new Level[] {Level.ERROR, Level.WARN, Level.INFO, Level.DEBUG, Level.TRACE}) {
            assertThat(log4j.messages(level).toString()).doesNotContain(Log4jFixture.API_KEY, "the-salt");
        }
    }

    @Tag("contract")
    @Test
    void propertyWithBody_isSent() {
        log4j.appender(log4j.target(), "<Property name=\"service\">checkout</Property>");
        logOne();
        assertThat(log4j.received(1)
                        .get(0)
                        .node()
                        .path("event_properties")
                        .path("service")
                        .asText())
                .isEqualTo("checkout");
    }

    @Test
    void unreachableServer_neitherHoldsUpTheStartNorMakesAnError() {
        log4j.appender(
                "apiKey=\"" + Log4jFixture.API_KEY
                        + "\" serverUrl=\"http://127.0.0.1:1\" shutdownTimeoutMillis=\"100\"",
                "");
        logOne();
        log4j.context().stop();
        assertThat(log4j.warnings()).allMatch(text -> text.startsWith("amplitude["));
    }

    private void logOne() {
        log4j.logger("shop").info(AMPLITUDE, "Visited", kv("user_id", "user-1"));
    }

    private void assertInert() {
        assertThat(log4j.appender().isStarted()).isTrue();
        int warnings = log4j.warnings().size();
        logOne();
        assertThat(log4j.emulator.counts().requests()).isZero();
        assertThat(log4j.warnings()).hasSize(warnings);
    }
}
