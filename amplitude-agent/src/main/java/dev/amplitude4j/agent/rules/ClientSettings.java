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

    /** Sets what was given; what cannot be read is noted. */
    void applyTo(Options.Builder options, SettingText read) {
        read.plain(text("clientName"), options::clientName);
        read.choice("serverZone", text("serverZone"), ServerZone.class, options::serverZone);
        read.plain(text("serverUrl"), options::serverUrl);
        read.flag("allowInsecureHttp", text("allowInsecureHttp"), options::allowInsecureHttp);
        read.plain(text("trustedCertificates"), options::trustedCertificates);
        read.flag("useBatchEndpoint", text("useBatchEndpoint"), options::useBatch);
        read.flag(
                "useBatchEndpointWhenThrottled", text("useBatchEndpointWhenThrottled"), options::useBatchWhenThrottled);
        read.number("minIdLength", text("minIdLength"), options::minIdLength);
        read.plain(text("partnerId"), options::partnerId);
        read.flag("optOut", text("optOut"), options::optOut);
        read.flag("callToString", text("callToString"), options::callToString);
        read.flag("acceptAny2xx", text("acceptAny2xx"), options::acceptAny2xx);
        read.duration("shutdownTimeout", text("shutdownTimeout"), options::shutdownTimeout);
        applyQueue(options, read);
        applyBatch(options, read);
        applySpool(options, read);
        applyOrigin(options, read);
    }

    private void applyQueue(Options.Builder options, SettingText read) {
        read.bytes("queue.maxBytes", text("queue.maxBytes"), options::maxCachedBytes);
        read.number("queue.maxEvents", text("queue.maxEvents"), options::maxCachedEvents);
        read.bytes(
                "queue.maxEventBytes",
                text("queue.maxEventBytes"),
                bytes -> options.maxEventBytes((int) Math.min(bytes, Integer.MAX_VALUE)));
        read.duration("queue.maxBlock", text("queue.maxBlock"), options::maxBlock);
    }

    private void applyBatch(Options.Builder options, SettingText read) {
        read.number("batch.maxEvents", text("batch.maxEvents"), options::batchSize);
        read.bytes(
                "batch.maxBytes",
                text("batch.maxBytes"),
                bytes -> options.maxBatchBytes((int) Math.min(bytes, Integer.MAX_VALUE)));
        read.duration("batch.uploadInterval", text("batch.uploadInterval"), options::uploadInterval);
        read.number("batch.maxParallelUploads", text("batch.maxParallelUploads"), options::maxParallelUploads);
        read.number("batch.maxUploadAttempts", text("batch.maxUploadAttempts"), options::maxUploadAttempts);
        read.duration("batch.requestTimeout", text("batch.requestTimeout"), options::requestTimeout);
        read.duration("batch.connectTimeout", text("batch.connectTimeout"), options::connectTimeout);
        read.choice("batch.compression", text("batch.compression"), Compression.class, options::compression);
    }

    private void applySpool(Options.Builder options, SettingText read) {
        read.path("spool.directory", text("spool.directory"), options::spoolDirectory);
        read.bytes("spool.maxBytes", text("spool.maxBytes"), options::spoolMaxBytes);
        read.bytes("spool.minFreeBytes", text("spool.minFreeBytes"), options::spoolMinFreeBytes);
        read.choice("spool.sync", text("spool.sync"), SpoolSync.class, options::spoolSync);
        read.choice("onDedupeExpiry", text("onDedupeExpiry"), DedupeExpiry.class, options::onDedupeExpiry);
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
        read.number("maxEventTypes", text("maxEventTypes"), mapping::maxEventTypes);
        new SettingText().number("minIdLength", text("minIdLength"), mapping::minIdLength);
        read.flag("includeErrorMessage", text("includeErrorMessage"), mapping::includeErrorMessage);
        mapping.userIdKeys(text("keys.userId")).deviceIdKeys(text("keys.deviceId"));
        mapping.sessionIdKeys(text("keys.sessionId")).ipKeys(text("keys.ip")).insertIdKeys(text("keys.insertId"));
        mapping.timeKeys(text("keys.time")).eventTypeKeys(text("keys.eventType"));
        mapping.mdcEventProperties(text("mdc.eventProperties")).mdcUserProperties(text("mdc.userProperties"));
        mapping.mdcRename(text("mdc.rename")).mdcTypes(text("mdc.types"));
        mapping.deny(text("privacy.deny")).mask(text("privacy.mask")).hash(text("privacy.hash"));
        mapping.hashSalt(text("privacy.hashSalt")).ip(text("privacy.ip"));
        for (Map.Entry<String, Object> constant : eventProperties.entrySet()) {
            mapping.eventProperty(constant.getKey(), constant.getValue());
        }
        for (Map.Entry<String, Object> constant : userProperties.entrySet()) {
            mapping.userProperty(constant.getKey(), constant.getValue());
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
