// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.event.Event;
import dev.amplitude4j.frontend.FrontEndSettings;
import dev.amplitude4j.options.Options;
import dev.amplitude4j.options.Plugin;
import dev.amplitude4j.options.SettingText;
import dev.amplitude4j.options.Settings;
import dev.amplitude4j.options.UploadDelegate;
import dev.amplitude4j.record.MappingOptions;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every value of the client's and the mapping's options can be reached from a configuration, and does something there. */
class AppenderAttributesTest {

    private static final Map<String, String> CLIENT = table("""
            clientName clientName
            serverZone serverZone
            serverUrl serverUrl
            allowInsecureHttp allowInsecureHttp
            trustedCertificates trustedCertificates
            useBatch useBatchEndpoint
            useBatchWhenThrottled useBatchEndpointWhenThrottled
            minIdLength minIdLength
            plan AmplitudePlan/branch AmplitudePlan/source AmplitudePlan/version AmplitudePlan/versionId
            ingestionMetadata AmplitudeIngestionMetadata/sourceName AmplitudeIngestionMetadata/sourceVersion
            partnerId partnerId
            batchSize AmplitudeBatch/maxEvents
            maxBatchBytes AmplitudeBatch/maxBytes
            uploadInterval AmplitudeBatch/uploadIntervalMillis
            maxCachedBytes AmplitudeQueue/maxBytes
            maxCachedEvents AmplitudeQueue/maxEvents
            maxEventBytes AmplitudeQueue/maxEventBytes
            maxBlock AmplitudeQueue/maxBlockMillis
            maxParallelUploads AmplitudeBatch/maxParallelUploads
            maxUploadAttempts AmplitudeBatch/maxUploadAttempts
            requestTimeout AmplitudeBatch/requestTimeoutMillis
            connectTimeout AmplitudeBatch/connectTimeoutMillis
            compression AmplitudeBatch/compression
            spoolDirectory AmplitudeSpool/directory
            spoolMaxBytes AmplitudeSpool/maxBytes
            spoolMinFreeBytes AmplitudeSpool/minFreeBytes
            spoolSync AmplitudeSpool/sync
            onDedupeExpiry onDedupeExpiry
            shutdownTimeout shutdownTimeoutMillis
            optOut optOut
            callToString callToString
            acceptAny2xx acceptAny2xx
            plugin pluginClasses
            uploadDelegate uploadDelegateClass
            transport transportClass
            """);

    private static final Map<String, String> MAPPING = table("""
            marker marker
            eventTypeFrom eventTypeFrom
            maxEventTypes maxEventTypes
            userIdKeys AmplitudeKeys/userId
            deviceIdKeys AmplitudeKeys/deviceId
            sessionIdKeys AmplitudeKeys/sessionId
            ipKeys AmplitudeKeys/ip
            insertIdKeys AmplitudeKeys/insertId
            timeKeys AmplitudeKeys/time
            eventTypeKeys AmplitudeKeys/eventType
            mdcEventProperties AmplitudeContext/eventProperties
            mdcUserProperties AmplitudeContext/userProperties
            mdcRename AmplitudeContext/rename
            mdcTypes AmplitudeContext/types
            eventProperty Property eventProperties
            userProperty userProperties
            includeErrorMessage includeErrorMessage
            missingId missingId
            anonymousDeviceId anonymousDeviceId
            minIdLength minIdLength
            deny AmplitudePrivacy/deny
            mask AmplitudePrivacy/mask
            hash AmplitudePrivacy/hash
            hashSalt AmplitudePrivacy/hashSalt
            ip AmplitudePrivacy/ip
            rule AmplitudeRule/logger AmplitudeRule/message AmplitudeRule/event AmplitudeRule/types
            """);

    /** The appender itself is the listener: what the client says goes to Log4j's status logger. */
    private static final Set<String> NOT_CONFIGURED = Set.of("statusListener");

    private static final String ATTRIBUTES = """
            enabled="false" clientName="shop" serverUrl="http://proxy.example/in" allowInsecureHttp="TRUE"
            trustedCertificates="../amplitude-core/src/test/resources/authority.pem"
            useBatchEndpoint="true" useBatchEndpointWhenThrottled="true" minIdLength="3" partnerId="partner" optOut="yes" callToString="off"
            acceptAny2xx="true" onDedupeExpiry="drop" shutdownTimeoutMillis="2000" marker="EVENT" eventTypeFrom="LOGGER, message"
            maxEventTypes="7" includeErrorMessage="true" missingId="Drop" anonymousDeviceId="host-1"
            eventProperties="a=b" userProperties="region=eu, tier=1"
            pluginClasses="dev.amplitude4j.log4j2.AppenderAttributesTest$SamePlugin"
            uploadDelegateClass="dev.amplitude4j.log4j2.AppenderAttributesTest$QuietDelegate"
            transportClass="dev.amplitude4j.transport.NullTransport"
            """;

    private static final String ELEMENTS = """
            <AmplitudeKeys userId="uid, user" deviceId="did" sessionId="sid" ip="addr" insertId="iid" time="at"
                eventType="what"/>
            <AmplitudeContext eventProperties="tenant" userProperties="plan" rename="a=b" types="c=Number"/>
            <AmplitudePrivacy deny="card*" mask="phone" hash="email" hashSalt="s, t" ip="DROP"/>
            <AmplitudeRule logger="shop.*" message="paid (?&lt;order_id>\\d+)" event="Paid" types="order_id=number">
              <Property name="channel">legacy</Property>
            </AmplitudeRule>
            <AmplitudeQueue maxBytes="8MiB" maxEvents="5000" maxEventBytes="32kB" maxBlockMillis="20"/>
            <AmplitudeBatch maxEvents="500" maxBytes="1.5 MB" uploadIntervalMillis="250" maxParallelUploads="2"
                maxUploadAttempts="9" requestTimeoutMillis="10s" connectTimeoutMillis="1 second" compression="gzip"/>
            <AmplitudeSpool directory="/var/lib/shop" maxBytes="64MiB" minFreeBytes="1 GB" sync="always"/>
            <AmplitudePlan branch="main" source="backend" version="2" versionId="v-2"/>
            <AmplitudeIngestionMetadata sourceName="shop" sourceVersion="1.0"/>
            <Property name="service">checkout</Property>
            """;

    private final Log4jFixture log4j = new Log4jFixture();

    @AfterEach
    void stop() {
        log4j.close();
    }

    @Test
    void everyValueOfTheClientsOptions_hasAnAttribute() {
        Set<String> values = Arrays.stream(Settings.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getParameterCount() == 1)
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        values.removeAll(NOT_CONFIGURED);
        assertThat(CLIENT.keySet()).containsExactlyInAnyOrderElementsOf(values);
        assertThatAllExist(CLIENT);
    }

    @Test
    void everyValueOfTheMappingsOptions_hasAnAttribute() {
        Set<String> values = Arrays.stream(MappingOptions.Builder.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getParameterCount() > 0)
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(MAPPING.keySet()).containsExactlyInAnyOrderElementsOf(values);
        assertThatAllExist(MAPPING);
    }

    @Test
    void everyAttributeOfTheClient_changesItsOption() throws Exception {
        SettingText read = new SettingText();
        Options changed = settings().clientOptions("a-key", read).build();
        Options defaults = Options.builder("a-key").build();
        assertThat(read.problems()).isEmpty();
        assertThat(changed.plan().versionId()).isEqualTo("v-2");
        for (Method getter : Options.class.getDeclaredMethods()) {
            boolean isValue = Modifier.isPublic(getter.getModifiers())
                    && !Modifier.isStatic(getter.getModifiers())
                    && getter.getParameterCount() == 0;
            if (isValue && !Set.of("apiKey", "statusListener", "isGzip").contains(getter.getName())) {
                assertThat(getter.invoke(changed)).as(getter.getName()).isNotEqualTo(getter.invoke(defaults));
            }
        }
        assertThat(changed.isGzip())
                .as("gzip to a custom server, against the default")
                .isTrue();
        assertThat(log4j.warnings()).isEmpty();
    }

    @Test
    void everyAttributeOfTheMapping_changesItsOption() throws Exception {
        SettingText read = new SettingText();
        MappingOptions changed = settings().mappingOptions(read);
        MappingOptions defaults = MappingOptions.builder().build();
        assertThat(read.problems()).isEmpty();
        for (Field field : MappingOptions.class.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.getName().equals("problems")) {
                field.setAccessible(true);
                assertThat(field.get(changed)).as(field.getName()).isNotEqualTo(field.get(defaults));
            }
        }
    }

    /** The settings that Log4j filled in, which an appender keeps to itself. */
    private FrontEndSettings settings() throws ReflectiveOperationException {
        log4j.appender(ATTRIBUTES, ELEMENTS);
        Field field = AmplitudeAppender.class.getDeclaredField("settings");
        field.setAccessible(true);
        return ((AppenderSettings<?>) field.get(log4j.appender())).view();
    }

    private static void assertThatAllExist(Map<String, String> table) {
        Set<String> known = Attributes.all();
        for (String paths : table.values()) {
            assertThat(known).contains(paths.split(" ", -1));
        }
    }

    private static Map<String, String> table(String lines) {
        Map<String, String> table = new TreeMap<>();
        lines.lines().map(line -> line.split(" ", 2)).forEach(pair -> table.put(pair[0], pair[1]));
        return table;
    }

    /** What Log4j fills in, as {@code marker} or {@code AmplitudeBatch/maxEvents}. */
    static final class Attributes {

        private Attributes() {}

        static Set<String> all() {
            Set<String> names = new TreeSet<>(Set.of("Property"));
            for (Field field : AppenderSettings.class.getDeclaredFields()) {
                if (field.isAnnotationPresent(PluginBuilderAttribute.class)) {
                    names.add(field.getName());
                } else if (field.isAnnotationPresent(PluginElement.class)) {
                    Class<?> type = field.getType().isArray() ? field.getType().getComponentType() : field.getType();
                    for (Field nested : type.getDeclaredFields()) {
                        if (nested.isAnnotationPresent(PluginBuilderAttribute.class)) {
                            names.add(type.getSimpleName() + "/" + nested.getName());
                        }
                    }
                }
            }
            return names;
        }
    }

    /** Named in the attributes above. */
    public static final class SamePlugin implements Plugin {
        @Override
        public Event execute(Event event) {
            return event;
        }
    }

    /** Named in the attributes above. */
    public static final class QuietDelegate implements UploadDelegate {}
}
