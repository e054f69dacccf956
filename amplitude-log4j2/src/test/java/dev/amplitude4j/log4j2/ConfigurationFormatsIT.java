// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.log4j2.AmplitudeMarkers.AMPLITUDE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.amplitude4j.emulator.store.StoredEvent;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same appender from each of Log4j's formats, and from code. */
class ConfigurationFormatsIT {

    private final Log4jFixture log4j = new Log4jFixture();

    @AfterEach
    void stop() {
        log4j.close();
    }

    @Test
    void xml_isUnderstood() {
        log4j.appender(
                log4j.target() + " minIdLength=\"3\"",
                "<AmplitudeContext types=\"n=number\"/><AmplitudeBatch uploadIntervalMillis=\"20\"/>"
                        + "<Property name=\"service\">checkout</Property>");
        assertEventArrives();
    }

    @Test
    void json_isUnderstood() {
        log4j.configure(".json", """
                {"Configuration": {
                  "Appenders": {"Amplitude": {
                    "name": "AMPLITUDE", "apiKey": "%s", "serverUrl": "%s", "minIdLength": 3,
                    "eventProperties": "service=checkout",
                    "AmplitudeContext": {"types": "n=number"},
                    "AmplitudeBatch": {"uploadIntervalMillis": 20}}},
                  "Loggers": {"Root": {"level": "info", "AppenderRef": {"ref": "AMPLITUDE"}}}}}
                """.formatted(Log4jFixture.API_KEY, log4j.emulator.url()));
        assertEventArrives();
    }

    @Test
    void yaml_isUnderstood() {
        log4j.configure(".yaml", """
                Configuration:
                  Appenders:
                    Amplitude:
                      name: AMPLITUDE
                      apiKey: "%s"
                      serverUrl: "%s"
                      minIdLength: 3
                      eventProperties: service=checkout
                      AmplitudeContext:
                        types: n=number
                      AmplitudeBatch:
                        uploadIntervalMillis: 20
                  Loggers:
                    Root:
                      level: info
                      AppenderRef:
                        ref: AMPLITUDE
                """.formatted(Log4jFixture.API_KEY, log4j.emulator.url()));
        assertEventArrives();
    }

    @Test
    void properties_areUnderstood() {
        log4j.configure(".properties", """
                appender.a.type = Amplitude
                appender.a.name = AMPLITUDE
                appender.a.apiKey = %s
                appender.a.serverUrl = %s
                appender.a.minIdLength = 3
                appender.a.eventProperties = service=checkout
                appender.a.context.type = AmplitudeContext
                appender.a.context.types = n=number
                appender.a.batch.type = AmplitudeBatch
                appender.a.batch.uploadIntervalMillis = 20
                rootLogger.level = info
                rootLogger.appenderRef.a.ref = AMPLITUDE
                """.formatted(Log4jFixture.API_KEY, log4j.emulator.url()));
        assertEventArrives();
    }

    @Test
    void configurationBuilder_isUnderstood() {
        ConfigurationBuilder<BuiltConfiguration> builder = ConfigurationBuilderFactory.newConfigurationBuilder();
        builder.add(builder.newAppender("AMPLITUDE", "Amplitude")
                .addAttribute("apiKey", Log4jFixture.API_KEY)
                .addAttribute("serverUrl", log4j.emulator.url())
                .addAttribute("minIdLength", 3)
                .addComponent(builder.newComponent("AmplitudeContext").addAttribute("types", "n=number"))
                .addComponent(builder.newComponent("AmplitudeBatch").addAttribute("uploadIntervalMillis", 20))
                .addComponent(builder.newProperty("service", "checkout")));
        builder.add(builder.newRootLogger(Level.INFO).add(builder.newAppenderRef("AMPLITUDE")));
        log4j.context().reconfigure(builder.build());
        assertEventArrives();
    }

    @Test
    void appendersOwnBuilder_makesTheSame() {
        AmplitudeAppender appender = AmplitudeAppender.newBuilder()
                .setName("AMPLITUDE")
                .setApiKey(Log4jFixture.API_KEY)
                .setServerUrl(log4j.emulator.url())
                .setMinIdLength("3")
                .setContext(AmplitudeContext.newBuilder().setTypes("n=number").build())
                .setBatch(AmplitudeBatch.newBuilder()
                        .setUploadIntervalMillis("20")
                        .build())
                .setPropertyArray(new Property[] {Property.createProperty("service", "checkout")})
                .build();
        appender.start();
        log4j.xml("", "<Root level=\"info\"/>");
        log4j.context().getConfiguration().getRootLogger().addAppender(appender, Level.INFO, null);
        assertEventArrives();
        appender.stop();
    }

    private void assertEventArrives() {
        ThreadContext.put("n", "7");
        log4j.logger("shop").info(AMPLITUDE, "Visited", kv("user_id", "ann"), kv("on", true));
        StoredEvent event = log4j.received(1).get(0);
        JsonNode properties = event.node().path("event_properties");
        assertThat(event.userId()).isEqualTo("ann");
        assertThat(properties.path("on").asBoolean()).isTrue();
        assertThat(properties.path("n").asInt()).isEqualTo(7);
        assertThat(properties.path("service").asText()).isEqualTo("checkout");
        assertThat(log4j.warnings()).isEmpty();
    }
}
