// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.event.Event;
import dev.amplitude4j.options.Options;
import dev.amplitude4j.options.Plugin;
import dev.amplitude4j.options.ServerZone;
import dev.amplitude4j.options.SettingText;
import dev.amplitude4j.options.Settings;
import dev.amplitude4j.options.UploadDelegate;
import dev.amplitude4j.record.MappingOptions;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every value of the client's and the mapping's options can be reached from XML, and does something there. */
class AppenderElementsTest {

    private static final Map<String, String> CLIENT_ELEMENTS = table("""
            clientName clientName
            serverZone serverZone
            serverUrl serverUrl
            allowInsecureHttp allowInsecureHttp
            trustedCertificates trustedCertificates
            useBatch useBatchEndpoint
            useBatchWhenThrottled useBatchEndpointWhenThrottled
            minIdLength minIdLength
            plan plan/branch plan/source plan/version plan/versionId
            ingestionMetadata ingestionMetadata/sourceName ingestionMetadata/sourceVersion
            partnerId partnerId
            batchSize batch/maxEvents
            maxBatchBytes batch/maxBytes
            uploadInterval batch/uploadInterval
            maxCachedBytes queue/maxBytes
            maxCachedEvents queue/maxEvents
            maxEventBytes queue/maxEventBytes
            maxBlock queue/maxBlock
            maxParallelUploads batch/maxParallelUploads
            maxUploadAttempts batch/maxUploadAttempts
            requestTimeout batch/requestTimeout
            connectTimeout batch/connectTimeout
            compression batch/compression
            spoolDirectory spool/directory
            spoolMaxBytes spool/maxBytes
            spoolMinFreeBytes spool/minFreeBytes
            spoolSync spool/sync
            onDedupeExpiry onDedupeExpiry
            shutdownTimeout shutdownTimeout
            optOut optOut
            callToString callToString
            acceptAny2xx acceptAny2xx
            plugin plugin
            uploadDelegate uploadDelegate
            transport transport
            """);

    private static final Map<String, String> MAPPING_ELEMENTS = table("""
            marker marker
            eventTypeFrom eventTypeFrom
            maxEventTypes maxEventTypes
            userIdKeys keys/userId
            deviceIdKeys keys/deviceId
            sessionIdKeys keys/sessionId
            ipKeys keys/ip
            insertIdKeys keys/insertId
            timeKeys keys/time
            eventTypeKeys keys/eventType
            mdcEventProperties mdc/eventProperties
            mdcUserProperties mdc/userProperties
            mdcRename mdc/rename
            mdcTypes mdc/type
            eventProperty eventProperty
            userProperty userProperty
            includeErrorMessage includeErrorMessage
            missingId missingId
            anonymousDeviceId anonymousDeviceId
            minIdLength minIdLength
            deny privacy/deny
            mask privacy/mask
            hash privacy/hash
            hashSalt privacy/hashSalt
            ip privacy/ip
            rule rule/logger rule/message rule/event rule/type rule/eventProperty
            """);

    /** The appender itself is the listener: what the client says goes to Logback's status channel. */
    private static final Set<String> NOT_FROM_XML = Set.of("statusListener");

    /**
     * Names that Joran takes for itself, at one depth or another, in one version or another. Not {@code logger} and {@code root},
     * which it knows right under {@code configuration} only: the rules' own test has the former within a rule.
     */
    private static final Set<String> RESERVED = Set.of(
            "appender",
            "appender-ref",
            "condition",
            "configuration",
            "conversionRule",
            "define",
            "else",
            "evaluator",
            "filter",
            "if",
            "import",
            "include",
            "included",
            "insertFromJNDI",
            "newRule",
            "param",
            "property",
            "serializeModel",
            "shutdownHook",
            "sift",
            "statusListener",
            "substitutionProperty",
            "then",
            "timestamp",
            "variable");

    private static final String EVERYTHING = """
            <enabled>false</enabled>
            <clientName>shop</clientName>
            <serverUrl>http://proxy.example/in</serverUrl>
            <allowInsecureHttp>TRUE</allowInsecureHttp>
            <trustedCertificates>../amplitude-core/src/test/resources/authority.pem</trustedCertificates>
            <useBatchEndpoint>true</useBatchEndpoint>
            <useBatchEndpointWhenThrottled>true</useBatchEndpointWhenThrottled>
            <minIdLength>3</minIdLength>
            <partnerId>partner</partnerId>
            <optOut>yes</optOut>
            <callToString>off</callToString>
            <acceptAny2xx>true</acceptAny2xx>
            <shutdownTimeout>2 seconds</shutdownTimeout>
            <onDedupeExpiry>drop</onDedupeExpiry>
            <spool>
              <directory>/var/lib/shop</directory><maxBytes>64MiB</maxBytes><minFreeBytes>1 GB</minFreeBytes>
              <sync>always</sync>
            </spool>
            <marker>EVENT</marker>
            <eventTypeFrom>LOGGER, message</eventTypeFrom>
            <maxEventTypes>7</maxEventTypes>
            <includeErrorMessage>true</includeErrorMessage>
            <missingId>Drop</missingId>
            <anonymousDeviceId>host-1</anonymousDeviceId>
            <eventProperty>service=checkout</eventProperty>
            <eventProperty>zone=a,b</eventProperty>
            <userProperty>region=eu</userProperty>
            <keys>
              <userId>uid, user</userId><deviceId>did</deviceId><sessionId>sid</sessionId><ip>addr</ip>
              <insertId>iid</insertId><time>at</time><eventType>what</eventType>
            </keys>
            <mdc>
              <eventProperties>tenant</eventProperties><userProperties>plan</userProperties>
              <rename>a=b</rename><type>c=Number</type>
            </mdc>
            <privacy>
              <deny>card*</deny><mask>phone</mask><hash>email</hash><hashSalt>s, t</hashSalt><ip>DROP</ip>
            </privacy>
            <rule>
              <logger>shop.*</logger><message>paid (?&lt;order_id>\\d+)</message><event>Paid</event>
              <type>order_id=number</type><eventProperty>channel=legacy</eventProperty>
            </rule>
            <queue>
              <maxBytes>8MiB</maxBytes><maxEvents>5000</maxEvents><maxEventBytes>32kB</maxEventBytes>
              <maxBlock>20</maxBlock>
            </queue>
            <batch>
              <maxEvents>500</maxEvents><maxBytes>1.5 MB</maxBytes><uploadInterval>250 ms</uploadInterval>
              <maxParallelUploads>2</maxParallelUploads><maxUploadAttempts>9</maxUploadAttempts>
              <requestTimeout>10s</requestTimeout><connectTimeout>1 second</connectTimeout>
              <compression>gzip</compression>
            </batch>
            <plan><branch>main</branch><source>backend</source><version>2</version><versionId>v-2</versionId></plan>
            <ingestionMetadata><sourceName>shop</sourceName><sourceVersion>1.0</sourceVersion></ingestionMetadata>
            <plugin class="dev.amplitude4j.logback.AppenderElementsTest$SamePlugin"/>
            <plugin class="dev.amplitude4j.logback.AppenderElementsTest$SamePlugin"/>
            <uploadDelegate class="dev.amplitude4j.logback.AppenderElementsTest$QuietDelegate"/>
            <transport class="dev.amplitude4j.transport.NullTransport"/>
            """;

    private final LogbackFixture logback = new LogbackFixture();

    @AfterEach
    void stop() {
        logback.close();
    }

    @Test
    void everyValueOfTheClientsOptions_hasAnElement() {
        Set<String> values = Arrays.stream(Settings.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getParameterCount() == 1)
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        values.removeAll(NOT_FROM_XML);
        assertThat(CLIENT_ELEMENTS.keySet()).containsExactlyInAnyOrderElementsOf(values);
        assertThatAllExist(CLIENT_ELEMENTS);
    }

    @Test
    void everyValueOfTheMappingsOptions_hasAnElement() {
        Set<String> values = Arrays.stream(MappingOptions.Builder.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getParameterCount() > 0)
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(MAPPING_ELEMENTS.keySet()).containsExactlyInAnyOrderElementsOf(values);
        assertThatAllExist(MAPPING_ELEMENTS);
    }

    @Test
    void everyElementOfTheClient_changesItsOption() throws Exception {
        AppenderSettings appender = logback.appender(EVERYTHING).appender();
        SettingText read = new SettingText();
        Options changed = appender.clientOptions("a-key", read).build();
        Options defaults = Options.builder("a-key").build();
        assertThat(read.problems()).isEmpty();
        assertThat(changed.plugins()).hasSize(2);
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
        assertThat(logback.warnings()).isEmpty();
    }

    @Test
    void everyElementOfTheMapping_changesItsOption() throws Exception {
        AppenderSettings appender = logback.appender(EVERYTHING).appender();
        SettingText read = new SettingText();
        MappingOptions changed = appender.mappingOptions(read);
        MappingOptions defaults = MappingOptions.builder().build();
        assertThat(read.problems()).isEmpty();
        for (Field field : MappingOptions.class.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.getName().equals("problems")) {
                field.setAccessible(true);
                assertThat(field.get(changed)).as(field.getName()).isNotEqualTo(field.get(defaults));
            }
        }
    }

    @Test
    void serverZone_isReadInAnyCase() {
        AppenderSettings appender = logback.appender("<enabled>false</enabled><serverZone> eu </serverZone>")
                .appender();
        assertThat(appender.clientOptions("a-key", new SettingText()).build().uploadUrl())
                .startsWith(ServerZone.EU.baseUrl());
    }

    @Test
    void noElement_hasAReservedName() {
        assertThat(elements(AmplitudeAppender.class)).doesNotContainAnyElementsOf(RESERVED);
        for (Class<?> part : parts()) {
            assertThat(elements(part)).as("%s", part).isNotEmpty().doesNotContainAnyElementsOf(RESERVED);
        }
    }

    @Test
    void allMethods_canBeListedOnThisVersion() {
        assertThat(AmplitudeAppender.class.getMethods()).isNotEmpty();
        assertThat(AmplitudeAppender.class.getDeclaredMethods()).isNotEmpty();
        assertThat(AppenderSettings.class.getDeclaredMethods()).isNotEmpty();
        for (Class<?> part : parts()) {
            assertThat(part.getDeclaredMethods()).isNotEmpty();
        }
    }

    @Test
    void noElement_takesTwoTypes() {
        List<Method> setters = Arrays.stream(AppenderSettings.class.getDeclaredMethods())
                .filter(AppenderElementsTest::isElement)
                .toList();
        assertThat(setters.stream().map(Method::getName)).doesNotHaveDuplicates();
    }

    private static void assertThatAllExist(Map<String, String> table) {
        for (String paths : table.values()) {
            for (String path : paths.split(" ", -1)) {
                Class<?> type = AmplitudeAppender.class;
                for (String element : path.split("/", -1)) {
                    assertThat(elements(type)).as(path).contains(element);
                    type = typeOf(type, element);
                }
            }
        }
    }

    private static Set<String> elements(Class<?> type) {
        Set<String> names = new HashSet<>();
        for (Method method : type.getMethods()) {
            if (isElement(method)) {
                names.add(elementName(method));
            }
        }
        return names;
    }

    /** What Logback's own base class offers ({@code name}, {@code filter}) is none of ours. */
    private static boolean isElement(Method method) {
        boolean ours = method.getDeclaringClass().getPackageName().equals("dev.amplitude4j.logback");
        return ours
                && (method.getName().startsWith("set") || method.getName().startsWith("add"))
                && method.getParameterCount() == 1
                && Modifier.isPublic(method.getModifiers());
    }

    private static String elementName(Method method) {
        return method.getName().substring(3, 4).toLowerCase(Locale.ROOT)
                + method.getName().substring(4);
    }

    private static Class<?> typeOf(Class<?> bean, String element) {
        return Arrays.stream(bean.getMethods())
                .filter(method -> isElement(method) && elementName(method).equals(element))
                .findFirst()
                .orElseThrow()
                .getParameterTypes()[0];
    }

    private static Set<Class<?>> parts() {
        return Arrays.stream(AppenderSettings.class.getMethods())
                .filter(AppenderElementsTest::isElement)
                .map(method -> method.getParameterTypes()[0])
                .filter(type -> type.getName().endsWith("Settings"))
                .collect(Collectors.toSet());
    }

    private static Map<String, String> table(String lines) {
        Map<String, String> table = new TreeMap<>();
        lines.lines().map(line -> line.split(" ", 2)).forEach(pair -> table.put(pair[0], pair[1]));
        return table;
    }

    /** Named in the XML above. */
    public static final class SamePlugin implements Plugin {
        @Override
        public Event execute(Event event) {
            return event;
        }
    }

    /** Named in the XML above. */
    public static final class QuietDelegate implements UploadDelegate {}
}
