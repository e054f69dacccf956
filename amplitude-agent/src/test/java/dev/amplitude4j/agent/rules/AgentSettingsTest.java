// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.options.Options;
import dev.amplitude4j.record.MappingOptions;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every value of the client's and the mapping's options can be reached from the rules file, and does something there. */
class AgentSettingsTest {

    /**
     * Objects of the application's, which the agent is isolated from; the agent's own log is the listener. That a custom server
     * gets gzip is asked for by itself.
     */
    private static final Set<String> NOT_FROM_RULES =
            Set.of("apiKey", "plugins", "uploadDelegate", "transport", "statusListener", "isGzip");

    private static final String EVERYTHING = """
            clientName: shop
            serverUrl: http://proxy.example/in
            allowInsecureHttp: true
            trustedCertificates: ../amplitude-core/src/test/resources/authority.pem
            useBatchEndpoint: true
            useBatchEndpointWhenThrottled: true
            minIdLength: 3
            partnerId: partner
            optOut: true
            callToString: false
            acceptAny2xx: true
            shutdownTimeout: 2 seconds
            onDedupeExpiry: drop
            spool: { directory: /var/lib/shop, maxBytes: 64MiB, minFreeBytes: 1 GB, sync: always }
            marker: EVENT
            eventTypeFrom: [LOGGER, message]
            maxEventTypes: 7
            includeErrorMessage: true
            missingId: Drop
            anonymousDeviceId: host-1
            eventProperties: { service: checkout }
            userProperties: { region: eu }
            keys: { userId: [uid, user], deviceId: did, sessionId: sid, ip: addr, insertId: iid, time: at, eventType: what }
            mdc: { eventProperties: tenant, userProperties: plan, rename: { a: b }, types: { c: Number } }
            privacy: { deny: card*, mask: phone, hash: email, hashSalt: "s, t", ip: DROP }
            queue: { maxBytes: 8MiB, maxEvents: 5000, maxEventBytes: 32kB, maxBlock: 20 }
            batch: { maxEvents: 500, maxBytes: 1.5 MB, uploadInterval: 250 ms, maxParallelUploads: 2, maxUploadAttempts: 9,
                     requestTimeout: 10s, connectTimeout: 1 second, compression: gzip }
            plan: { branch: main, source: backend, version: "2", versionId: v-2 }
            ingestionMetadata: { sourceName: shop, sourceVersion: "1.0" }
            logs:
              - { logger: shop.*, message: 'paid (?<order_id>\\d+)', event: Paid, types: { order_id: number },
                  fixed: { channel: legacy } }
            """;

    private final Rules rules = RulesReader.readText("rules.yaml", EVERYTHING);

    @Test
    void everything_isUnderstood() {
        assertThat(rules.problems()).isEmpty();
        assertThat(rules.settings().isEnabled()).isTrue();
    }

    @Test
    void everyValueOfTheClientsOptions_isChangedByASetting() throws ReflectiveOperationException {
        Options changed = rules.settings().clientOptions("a-key").build();
        Options defaults = Options.builder("a-key").build();
        for (Method getter : Options.class.getDeclaredMethods()) {
            boolean isValue = Modifier.isPublic(getter.getModifiers())
                    && !Modifier.isStatic(getter.getModifiers())
                    && getter.getParameterCount() == 0;
            if (isValue && !NOT_FROM_RULES.contains(getter.getName())) {
                assertThat(getter.invoke(changed)).as(getter.getName()).isNotEqualTo(getter.invoke(defaults));
            }
        }
        assertThat(changed.isGzip())
                .as("gzip to a custom server, against the default")
                .isTrue();
        assertThat(changed.plan().versionId()).isEqualTo("v-2");
        assertThat(changed.ingestionMetadata().sourceVersion()).isEqualTo("1.0");
    }

    @Test
    void everyValueOfTheMappingsOptions_isChangedByASetting() throws ReflectiveOperationException {
        MappingOptions changed = rules.mapping();
        MappingOptions defaults = MappingOptions.builder().build();
        for (Field field : MappingOptions.class.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.getName().equals("problems")) {
                field.setAccessible(true);
                assertThat(field.get(changed)).as(field.getName()).isNotEqualTo(field.get(defaults));
            }
        }
    }

    /** None of the names above is left out by mistake. */
    @Test
    void everySetting_standsInTheExample() {
        Stream.of(
                        ClientSettings.TOP_LEVEL,
                        ClientSettings.KEYS,
                        ClientSettings.MDC,
                        ClientSettings.PRIVACY,
                        ClientSettings.QUEUE,
                        ClientSettings.BATCH,
                        ClientSettings.SPOOL,
                        ClientSettings.PLAN,
                        ClientSettings.INGESTION)
                .flatMap(Arrays::stream)
                .filter(name -> !name.equals("serverZone")) // its place is taken by serverUrl
                .forEach(name -> assertThat(EVERYTHING).containsPattern("\\b" + name + ":"));
    }

    @Test
    void mistakesInTheSpool_areSaidWithTheirPlace() {
        assertThat(RulesReader.readText("rules.yaml", "spool: { directory: /tmp/x, maxBytes: 5, sync: often }\n")
                        .problems())
                .extracting(RuleProblem::toString)
                .anyMatch(problem -> problem.startsWith("rules.yaml:1:") && problem.contains("sync"))
                .anyMatch(problem -> problem.startsWith("rules.yaml:1:") && problem.contains("axBytes"));
    }
}
