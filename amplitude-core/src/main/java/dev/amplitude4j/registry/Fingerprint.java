// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.registry;

import dev.amplitude4j.event.IngestionMetadata;
import dev.amplitude4j.event.Plan;
import dev.amplitude4j.options.Options;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.StringJoiner;

/** Tells options apart that cannot share a client, without holding the API key. */
final class Fingerprint {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private Fingerprint() {}

    /** A digest of the key, the endpoint and everything that bears on delivery. */
    static String of(Options o) {
        StringJoiner text = new StringJoiner("\n");
        text.add(o.apiKey()).add(o.uploadUrl() + " " + o.useBatchWhenThrottled());
        text.add(o.minIdLength() + " " + o.batchSize() + " " + o.maxBatchBytes() + " " + o.uploadInterval());
        text.add(o.maxCachedBytes() + " " + o.maxCachedEvents() + " " + o.maxEventBytes() + " " + o.maxBlock());
        text.add(o.maxParallelUploads() + " " + o.maxUploadAttempts() + " " + o.requestTimeout() + " "
                + o.connectTimeout());
        text.add(o.isGzip() + " " + o.optOut() + " " + o.callToString() + " " + o.acceptAny2xx());
        text.add(o.spoolDirectory() + " " + o.spoolMaxBytes() + " " + o.spoolMinFreeBytes() + " " + o.spoolSync() + " "
                + o.onDedupeExpiry());
        o.trustedCertificates().forEach(certificate -> text.add(certificate.toString()));
        text.add(text(o.plan()) + text(o.ingestionMetadata()) + o.partnerId());
        o.plugins().forEach(plugin -> text.add(identity(plugin)));
        text.add(identity(o.uploadDelegate())).add(identity(o.transport()));
        return digest(text.toString());
    }

    private static String text(Plan plan) {
        return plan == null
                ? "-\n"
                : plan.branch() + "\n" + plan.source() + "\n" + plan.version() + "\n" + plan.versionId() + "\n";
    }

    private static String text(IngestionMetadata metadata) {
        return metadata == null ? "-\n" : metadata.sourceName() + "\n" + metadata.sourceVersion() + "\n";
    }

    /** Objects of the user's are the same if they are the same object; equal ones may do different things. */
    private static String identity(Object object) {
        return object == null ? "" : Objects.toString(object.getClass()) + System.identityHashCode(object);
    }

    static String digest(String text) {
        byte[] hash;
        try {
            hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        StringBuilder hex = new StringBuilder();
        for (byte b : hash) {
            hex.append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
        }
        return hex.toString();
    }
}
