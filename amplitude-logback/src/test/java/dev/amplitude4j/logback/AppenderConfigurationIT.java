// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.logback.AmplitudeMarkers.AMPLITUDE;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.Status;
import dev.amplitude4j.options.ApiKeyLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a configuration with faults in it does: one warning, no error status, and the application runs. */
class AppenderConfigurationIT {

    private static final String NO_KEY = "no API key";

    private final LogbackFixture logback = new LogbackFixture();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        System.clearProperty(ApiKeyLookup.SYSTEM_PROPERTY);
        logback.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <batch><maxEvents>many</maxEvents></batch>              | batch maxEvents: 'many'       | write 1000
            <batch><maxBytes>1 furlong</maxBytes></batch>           | batch maxBytes: '1 furlong'   | 900kB
            <queue><maxBytes>-1</maxBytes></queue>                  | queue maxBytes: '-1'          | 16MB
            <batch><uploadInterval>soon</uploadInterval></batch>    | batch uploadInterval: 'soon'  | 1 second
            <batch><compression>zip</compression></batch>           | batch compression: 'zip'      | auto, gzip, none
            <useBatchEndpoint>perhaps</useBatchEndpoint>            | useBatchEndpoint: 'perhaps'   | true nor false
            <enabled>maybe</enabled>                                | enabled: 'maybe'              | true nor false
            <serverZone>MOON</serverZone>                           | serverZone: 'MOON'            | us, eu
            <minIdLength>short</minIdLength>                        | minIdLength: 'short'          | write 1000
            <missingId>guess</missingId>                            | missingId: 'guess'            | anonymous, drop
            <maxEventTypes>0</maxEventTypes>                        | maxEventTypes: 0              | 1 or more
            <eventTypeFrom>template, moon</eventTypeFrom>           | eventTypeFrom: 'moon'         | template
            <eventProperty>service</eventProperty>                  | eventProperty: 'service'      | name=value
            <mdc><rename>old</rename></mdc>                         | mdc rename: 'old'             | name=value
            <mdc><type>cart=float</type></mdc>                      | mdc type of cart: 'float'     | number
            <privacy><ip>hide</ip></privacy>                        | privacy ip: 'hide'            | truncate
            <privacy><hash>email</hash></privacy>                   | privacy: hash                 | hashSalt
            <anonymousDeviceId>none</anonymousDeviceId>             | anonymousDeviceId             | minIdLength
            <spool><maxBytes>lots</maxBytes></spool>                | spool maxBytes: 'lots'        | 16MB
            <spool><sync>sometimes</sync></spool>                   | spool sync: 'sometimes'       | every_second
            <onDedupeExpiry>guess</onDedupeExpiry>                  | onDedupeExpiry: 'guess'       | drop
            """)
    void badValue_isWarnedOfOnceAndTheDefaultStays(String body, String what, String advice) {
        logback.appender(logback.target() + body);
        assertThat(logback.warnings()).singleElement().asString().contains("amplitude[AMPLITUDE]: ", what, advice);
        logOne();
        logback.received(1);
    }

    @Test
    void severalBadValues_makeOneWarning() {
        logback.appender(logback.target() + "<serverZone>MOON</serverZone><missingId>guess</missingId>");
        assertThat(logback.warnings()).singleElement().asString().contains("MOON", "guess");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <batch><maxEvents>5000</maxEvents></batch>                                  | batchSize must be
            <batch><maxParallelUploads>99</maxParallelUploads></batch>                  | maxParallelUploads must be
            <queue><maxEventBytes>9999999999</maxEventBytes></queue>                    | maxEventBytes must be
            <minIdLength>101</minIdLength>                                              | minIdLength must be
            <shutdownTimeout>2 h</shutdownTimeout>                                      | shutdownTimeout must be
            <serverUrl>ftp://example.org</serverUrl>                                    | serverUrl must begin with
            <serverUrl>http://example.org</serverUrl>                                   | use https
            <serverUrl>::</serverUrl>                                                   | serverUrl is not a URL
            <apiKey>two words</apiKey>                                                  | apiKey has characters
            """)
    void impossibleOption_makesTheAppenderInertWithOneWarning(String body, String what) {
        logback.appender(logback.target() + body);
        assertThat(logback.warnings()).singleElement().asString().contains("nothing is sent", what);
        assertInert();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<apiKey></apiKey>",
                "<apiKey>  </apiKey>",
                "<apiKey>X_IS_UNDEFINED</apiKey>",
                "<apiKey>${AMPLITUDE_NOT_THERE:-}</apiKey>",
                "<apiKey>${AMPLITUDE_NOT_THERE}</apiKey>",
                "<apiKey>${env:AMPLITUDE_NOT_THERE}</apiKey>"
            })
    void missingKey_makesTheAppenderInertWithOneWarning(String body) {
        logback.appender("<serverUrl>" + logback.emulator.url() + "</serverUrl>" + body);
        assertThat(logback.warnings()).singleElement().asString().contains(NO_KEY, "AMPLITUDE_API_KEY");
        assertInert();
    }

    @Test
    void disabled_isInertWithoutWarning() {
        logback.appender(logback.target() + "<enabled>FALSE</enabled><missingId>guess</missingId>");
        assertThat(logback.warnings()).isEmpty();
        assertThat(logback.messages(Status.INFO))
                .anyMatch(text -> text.contains("switched off by the setting enabled"));
        assertInert();
    }

    @Test
    void keyFromSystemProperty_isUsed() {
        System.setProperty(ApiKeyLookup.SYSTEM_PROPERTY, LogbackFixture.API_KEY);
        logback.appender("<apiKey>${NOT_THERE:-}</apiKey><serverUrl>" + logback.emulator.url() + "</serverUrl>");
        logOne();
        logback.received(1);
        assertThat(logback.warnings()).isEmpty();
    }

    @Test
    void keyFromFile_isUsed() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), LogbackFixture.API_KEY + "\n");
        logback.appender("<apiKeyFile>" + file + "</apiKeyFile><serverUrl>" + logback.emulator.url() + "</serverUrl>");
        logOne();
        logback.received(1);
        assertThat(logback.warnings()).isEmpty();
    }

    @Test
    void missingKeyFile_isPartOfTheOneWarning() {
        logback.appender("<apiKeyFile>" + folder.resolve("none") + "</apiKeyFile>");
        assertThat(logback.warnings()).singleElement().asString().contains("apiKeyFile", NO_KEY);
        assertInert();
    }

    @Test
    void keyAndSalt_appearInNoStatus() {
        logback.appender(logback.target() + "<privacy><hash>email</hash><hashSalt>the-salt</hashSalt></privacy>"
                + "<serverZone>MOON</serverZone>");
        logOne();
        logback.received(1);
        assertThat(logback.context.getStatusManager().getCopyOfStatusList().toString())
                .doesNotContain(LogbackFixture.API_KEY, "the-salt");
    }

    @Test
    void attributesOnNestedElements_doNothingAndDoNotHurt() {
        logback.appender(logback.target() + "<queue maxBytes=\"1\"/>");
        logOne();
        logback.received(1);
        assertThat(logback.warnings()).isEmpty();
    }

    @Test
    void bootLikeStart_givesNoErrorAndOneWarningAtEachConfiguration() {
        logback.appender("");
        logback.context.stop();
        logback.context.reset();
        logback.context.getStatusManager().clear();
        logback.appender("");
        logback.context.start();
        assertThat(logback.warnings()).singleElement().asString().contains(NO_KEY);
        assertInert();
    }

    @Test
    void bootLikeStartWithKey_sendsWithoutAWord() {
        logback.appender(logback.target());
        logback.context.stop();
        logback.context.reset();
        logback.appender(logback.target());
        logback.context.start();
        logOne();
        logback.received(1);
        assertThat(logback.warnings()).isEmpty();
    }

    @Test
    void appenderWithoutContext_isInert() {
        AmplitudeAppender appender = new AmplitudeAppender();
        appender.setApiKey(LogbackFixture.API_KEY);
        appender.start();
        assertThat(appender.isStarted()).isTrue();
        appender.stop();
    }

    /** From Logback 1.3 on nobody gives such a context an adapter for the MDC, and asking a record for it throws. */
    @Test
    void contextMadeByHand_sendsWithoutTheMdc() {
        LoggerContext byHand = new LoggerContext();
        AmplitudeAppender appender = new AmplitudeAppender();
        appender.setContext(byHand);
        appender.setApiKey(LogbackFixture.API_KEY);
        appender.setServerUrl(logback.emulator.url());
        appender.start();
        Logger log = byHand.getLogger("shop");
        log.addAppender(appender);
        log.info(AMPLITUDE, "Visited", kv("user_id", "user-1"));
        logback.received(1);
        assertThat(byHand.getStatusManager().getCopyOfStatusList())
                .filteredOn(status -> status.getLevel() >= Status.WARN)
                .isEmpty();
        byHand.stop();
    }

    @Test
    void unreachableServer_neitherHoldsUpTheStartNorMakesAnError() {
        logback.appender("<apiKey>" + LogbackFixture.API_KEY
                + "</apiKey><serverUrl>http://127.0.0.1:1</serverUrl><shutdownTimeout>100 ms</shutdownTimeout>");
        logOne();
        logback.context.stop();
        assertThat(logback.warnings()).allMatch(text -> text.startsWith("amplitude["));
    }

    private void logOne() {
        logback.logger("shop").info(AMPLITUDE, "Visited", kv("user_id", "user-1"));
    }

    private void assertInert() {
        assertThat(logback.appender().isStarted()).isTrue();
        int warnings = logback.warnings().size();
        logOne();
        assertThat(logback.emulator.counts().requests()).isZero();
        assertThat(logback.warnings()).hasSize(warnings);
    }
}
