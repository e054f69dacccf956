// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.event;

/** Where events came from before they reached this client. Immutable; parts that were not set are {@code null}. */
public final class IngestionMetadata {

    private final String sourceName;
    private final String sourceVersion;

    private IngestionMetadata(Builder builder) {
        sourceName = builder.sourceName;
        sourceVersion = builder.sourceVersion;
    }

    /** A builder without any part set. */
    public static Builder builder() {
        return new Builder();
    }

    /** Name of the source, or null. */
    public String sourceName() {
        return sourceName;
    }

    /** Version of the source, or null. */
    public String sourceVersion() {
        return sourceVersion;
    }

    /** Collects the parts; null leaves a part out. Not thread-safe. */
    public static final class Builder {

        private String sourceName;
        private String sourceVersion;

        private Builder() {}

        /** Name of the source. */
        public Builder sourceName(String sourceName) {
            this.sourceName = sourceName;
            return this;
        }

        /** Version of the source. */
        public Builder sourceVersion(String sourceVersion) {
            this.sourceVersion = sourceVersion;
            return this;
        }

        /** The metadata. */
        public IngestionMetadata build() {
            return new IngestionMetadata(this);
        }
    }
}
