// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import static dev.amplitude4j.Amplitude.kv;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;

/** An application in a class loader of its own, with its own Logback: logs one event and stops. */
public final class LoadedApplication {

    private LoadedApplication() {}

    /** Called reflectively, since the caller knows another class of this name. */
    public static void run(String serverUrl) throws Exception {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        String xml = "<configuration>"
                + LogbackFixture.appenderXml(
                        "AMPLITUDE",
                        "<apiKey>" + LogbackFixture.API_KEY + "</apiKey><serverUrl>" + serverUrl + "</serverUrl>")
                + LogbackFixture.root("AMPLITUDE") + "</configuration>";
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        context.getLogger("shop").info(AmplitudeMarkers.AMPLITUDE, "Step Done", kv("user_id", "user-1"));
        context.stop();
    }
}
