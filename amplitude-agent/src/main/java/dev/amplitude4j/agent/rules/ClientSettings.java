// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import dev.amplitude4j.event.IngestionMetadata;
import dev.amplitude4j.event.Plan;
import dev.amplitude4j.options.Compression;
import dev.amplitude4j.options.DedupeExpiry;
import dev.amplitude4j.options.Options;
import dev.amplitude4j.options.ServerZone;
import dev.amplitude4j.options.SettingText;
import dev.amplitude4j.options.SpoolSync;
import dev.amplitude4j.record.MappingOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The settings of the client and of the mapping as texts, by the names that the appenders have for them. Collected
 * while the rules are read, then only asked. A name within a section is written {@code queue.maxBytes}.
 */
final class ClientSettings {

    /** Top-level names and those of the sections, in the order of the appender's page. */
    static final String[] TOP_LEVEL = {
        "serverZone",
        "serverUrl",
        "allowInsecureHttp",
        "trustedCertificates",
        "useBatchEndpoint",
        "useBatchEndpointWhenThrottled",
        "clientName",
        "optOut",
        "minIdLength",
        "callToString",
        "partnerId",
        "shutdownTimeout",
        "onDedupeExpiry",
        "acceptAny2xx",
        "marker",
        "eventTypeFrom",
        "maxEventTypes",
        "includeErrorMessage",
        "missingId",
        "anonymousDeviceId"
    };

    static final String[] KEYS = {"userId", "deviceId", "sessionId", "ip", "insertId", "time", "eventType"};
    static final String[] MDC = {"eventProperties", "userProperties", "rename", "types"};
    static final String[] PRIVACY = {"deny", "mask", "hash", "hashSalt", "ip"};
    static final String[] QUEUE = {"maxBytes", "maxEvents", "maxEventBytes", "maxBlock"};
    static final String[] BATCH = {
        "maxEvents",
        "maxBytes",
        "uploadInterval",
        "maxParallelUploads",
        "maxUploadAttempts",
        "requestTimeout",
        "connectTimeout",
        "compression"
    };
    static final String[] SPOOL = {"directory", "maxBytes", "minFreeBytes", "sync"};
    static final String[] PLAN = {"branch", "source", "version", "versionId"};
    static final String[] INGESTION = {"sourceName", "sourceVersion"};

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, Object> eventProperties = new LinkedHashMap<>();
    private final Map<String, Object> userProperties = new LinkedHashMap<>();

    void put(String name, String text) {
        texts.put(name, text);
    }

    /** Takes a text back, so that the default stays. */
    void remove(String name) {
        texts.remove(name);
    }

    Set<String> names() {
        return texts.keySet();
    }

    void addEventProperties(Map<String, Object> constants) {
        eventProperties.putAll(constants);
    }

    void addUserProperties(Map<String, Object> constants) {
        userProperties.putAll(constants);
    }

    /**
     * Sets what was given; what cannot be read is noted. Only for what was given: at the start of a JVM each reference to
     * a method costs a third of a millisecond when it is first met.
     */
    void applyTo(Options.Builder options, SettingText read) {
        for (Map.Entry<String, String> setting : texts.entrySet()) {
            String name = setting.getKey();
            String text = setting.getValue();
            if (name.startsWith("queue.")) {
                applyQueue(name, text, options, read);
            } else if (name.startsWith("batch.")) {
                applyBatch(name, text, options, read);
            } else if (name.startsWith("spool.")) {
                applySpool(name, text, options, read);
            } else {
                applyWhere(name, text, options, read);
                applyHow(name, text, options, read);
            }
        }
        applyOrigin(options, read);
    }

    private static void applyWhere(String name, String text, Options.Builder options, SettingText read) {
        switch (name) {
            case "serverZone":
                read.choice(name, text, ServerZone.class, options::serverZone);
                break;
            case "serverUrl":
                options.serverUrl(text.trim());
                break;
            case "allowInsecureHttp":
                read.flag(name, text, options::allowInsecureHttp);
                break;
            case "trustedCertificates":
                options.trustedCertificates(text.trim());
                break;
            case "useBatchEndpoint":
                read.flag(name, text, options::useBatch);
                break;
            case "useBatchEndpointWhenThrottled":
                read.flag(name, text, options::useBatchWhenThrottled);
                break;
            default:
        }
    }

    private static void applyHow(String name, String text, Options.Builder options, SettingText read) {
        switch (name) {
            case "clientName":
                options.clientName(text.trim());
                break;
            case "minIdLength":
                read.number(name, text, options::minIdLength);
                break;
            case "partnerId":
                options.partnerId(text.trim());
                break;
            case "optOut":
                read.flag(name, text, options::optOut);
                break;
            case "callToString":
                read.flag(name, text, options::callToString);
                break;
            case "acceptAny2xx":
                read.flag(name, text, options::acceptAny2xx);
                break;
            case "shutdownTimeout":
                read.duration(name, text, options::shutdownTimeout);
                break;
            case "onDedupeExpiry":
                read.choice(name, text, DedupeExpiry.class, options::onDedupeExpiry);
                break;
            default:
        }
    }

    private static void applyQueue(String name, String text, Options.Builder options, SettingText read) {
        switch (name) {
            case "queue.maxBytes":
                read.bytes(name, text, options::maxCachedBytes);
                break;
            case "queue.maxEvents":
                read.number(name, text, options::maxCachedEvents);
                break;
            case "queue.maxEventBytes":
                read.intBytes(name, text, options::maxEventBytes);
                break;
            case "queue.maxBlock":
                read.duration(name, text, options::maxBlock);
                break;
            default:
        }
    }

    private static void applyBatch(String name, String text, Options.Builder options, SettingText read) {
        switch (name) {
            case "batch.maxEvents":
                read.number(name, text, options::batchSize);
                break;
            case "batch.maxBytes":
                read.intBytes(name, text, options::maxBatchBytes);
                break;
            case "batch.uploadInterval":
                read.duration(name, text, options::uploadInterval);
                break;
            case "batch.maxParallelUploads":
                read.number(name, text, options::maxParallelUploads);
                break;
            case "batch.maxUploadAttempts":
                read.number(name, text, options::maxUploadAttempts);
                break;
            case "batch.requestTimeout":
                read.duration(name, text, options::requestTimeout);
                break;
            case "batch.connectTimeout":
                read.duration(name, text, options::connectTimeout);
                break;
            case "batch.compression":
                read.choice(name, text, Compression.class, options::compression);
                break;
            default:
        }
    }

    private static void applySpool(String name, String text, Options.Builder options, SettingText read) {
        switch (name) {
            case "spool.directory":
                read.path(name, text, options::spoolDirectory);
                break;
            case "spool.maxBytes":
                read.bytes(name, text, options::spoolMaxBytes);
                break;
            case "spool.minFreeBytes":
                read.bytes(name, text, options::spoolMinFreeBytes);
                break;
            case "spool.sync":
                read.choice(name, text, SpoolSync.class, options::spoolSync);
                break;
            default:
        }
    }

    private void applyOrigin(Options.Builder options, SettingText read) {
        if (has("plan.")) {
            Plan.Builder plan = Plan.builder();
            read.plain(text("plan.branch"), plan::branch);
            read.plain(text("plan.source"), plan::source);
            read.plain(text("plan.version"), plan::version);
            read.plain(text("plan.versionId"), plan::versionId);
            options.plan(plan.build());
        }
        if (has("ingestionMetadata.")) {
            IngestionMetadata.Builder origin = IngestionMetadata.builder();
            read.plain(text("ingestionMetadata.sourceName"), origin::sourceName);
            read.plain(text("ingestionMetadata.sourceVersion"), origin::sourceVersion);
            options.ingestionMetadata(origin.build());
        }
    }

    /** Sets what was given; the mapping keeps what it cannot read as its problems. */
    void applyTo(MappingOptions.Builder mapping, SettingText read) {
        mapping.marker(text("marker")).eventTypeFrom(text("eventTypeFrom")).missingId(text("missingId"));
        mapping.anonymousDeviceId(text("anonymousDeviceId"));
        applyLimits(mapping, read);
        mapping.userIdKeys(text("keys.userId")).deviceIdKeys(text("keys.deviceId"));
        mapping.sessionIdKeys(text("keys.sessionId")).ipKeys(text("keys.ip")).insertIdKeys(text("keys.insertId"));
        mapping.timeKeys(text("keys.time")).eventTypeKeys(text("keys.eventType"));
        mapping.mdcEventProperties(text("mdc.eventProperties")).mdcUserProperties(text("mdc.userProperties"));
        if (has("mdc.")) {
            mapping.mdcRename(text("mdc.rename")).mdcTypes(text("mdc.types"));
        }
        mapping.deny(text("privacy.deny")).mask(text("privacy.mask")).hash(text("privacy.hash"));
        mapping.hashSalt(text("privacy.hashSalt")).ip(text("privacy.ip"));
        for (Map.Entry<String, Object> constant : eventProperties.entrySet()) {
            mapping.eventProperty(constant.getKey(), constant.getValue());
        }
        for (Map.Entry<String, Object> constant : userProperties.entrySet()) {
            mapping.userProperty(constant.getKey(), constant.getValue());
        }
    }

    private void applyLimits(MappingOptions.Builder mapping, SettingText read) {
        if (texts.containsKey("maxEventTypes")) {
            read.number("maxEventTypes", text("maxEventTypes"), mapping::maxEventTypes);
        }
        if (texts.containsKey("minIdLength")) {
            new SettingText().number("minIdLength", text("minIdLength"), mapping::minIdLength);
        }
        if (texts.containsKey("includeErrorMessage")) {
            read.flag("includeErrorMessage", text("includeErrorMessage"), mapping::includeErrorMessage);
        }
    }

    private String text(String name) {
        return texts.get(name);
    }

    private boolean has(String section) {
        for (String name : texts.keySet()) {
            if (name.startsWith(section)) {
                return true;
            }
        }
        return false;
    }
}
