// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.event;

/** The tracking plan that an event belongs to. Immutable; parts that were not set are {@code null}. */
public final class Plan {

    private final String branch;
    private final String source;
    private final String version;
    private final String versionId;

    private Plan(Builder builder) {
        branch = builder.branch;
        source = builder.source;
        version = builder.version;
        versionId = builder.versionId;
    }

    /** A builder without any part set. */
    public static Builder builder() {
        return new Builder();
    }

    /** Name of the plan's branch, or null. */
    public String branch() {
        return branch;
    }

    /** Source of the plan, or null. */
    public String source() {
        return source;
    }

    /** Version of the plan, or null. */
    public String version() {
        return version;
    }

    /** Id of the plan's version, or null. */
    public String versionId() {
        return versionId;
    }

    /** Collects the parts of a plan; null leaves a part out. Not thread-safe. */
    public static final class Builder {

        private String branch;
        private String source;
        private String version;
        private String versionId;

        private Builder() {}

        /** Name of the plan's branch. */
        public Builder branch(String branch) {
            this.branch = branch;
            return this;
        }

        /** Source of the plan, for example {@code backend}. */
        public Builder source(String source) {
            this.source = source;
            return this;
        }

        /** Version of the plan. */
        public Builder version(String version) {
            this.version = version;
            return this;
        }

        /** Id of the plan's version. */
        public Builder versionId(String versionId) {
            this.versionId = versionId;
            return this;
        }

        /** The plan. */
        public Plan build() {
            return new Plan(this);
        }
    }
}
