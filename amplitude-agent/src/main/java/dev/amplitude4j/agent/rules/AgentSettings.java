// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import dev.amplitude4j.options.Options;
import dev.amplitude4j.options.SettingText;
import dev.amplitude4j.record.MappingOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the agent is told beside its rules: the client it feeds and what it says of itself. Immutable. */
public final class AgentSettings {

    /** Value of {@link #log} that switches the agent's own log off; the default. */
    public static final String LOG_OFF = "off";

    /** Value of {@link #log} for standard error. */
    public static final String LOG_STDERR = "stderr";

    private final boolean enabled;
    private final String apiKey;
    private final String apiKeyFile;
    private final String log;
    private final String statusFile;
    private final String stopFile;
    private final boolean taggedRecords;
    private final List<String> eventAnnotations;
    private final ClientSettings client;

    private AgentSettings(Builder builder) {
        enabled = builder.enabled;
        apiKey = builder.apiKey;
        apiKeyFile = builder.apiKeyFile;
        log = builder.log;
        statusFile = builder.statusFile;
        stopFile = builder.stopFile;
        taggedRecords = builder.taggedRecords;
        client = builder.client;
        eventAnnotations = Collections.unmodifiableList(new ArrayList<>(builder.eventAnnotations));
    }

    /** Starts with every default. */
    public static Builder builder() {
        return new Builder();
    }

    /** Whether the agent does anything. */
    public boolean isEnabled() {
        return enabled;
    }

    /** The API key as it was given, or null; the environment and system property of the core come after it. */
    public String apiKey() {
        return apiKey;
    }

    /** Path of a file that holds the API key, or null. */
    public String apiKeyFile() {
        return apiKeyFile;
    }

    /** {@link #LOG_OFF}, {@link #LOG_STDERR} or the path of the agent's own log. */
    public String log() {
        return log;
    }

    /** Path of the file that the agent keeps its state in, or null for none. */
    public String statusFile() {
        return statusFile;
    }

    /** Path of the file whose existence stops all rules, or null for none. */
    public String stopFile() {
        return stopFile;
    }

    /** Whether records with the marker become events too, so that the log hook is on without a log rule. */
    public boolean taggedRecords() {
        return taggedRecords;
    }

    /**
     * Binary names of further annotations that mean the same as {@code AmplitudeEvent}: relocated copies under other
     * names.
     */
    public List<String> eventAnnotations() {
        return eventAnnotations;
    }

    /** The options of the client for that key, without a status listener; a new builder each time. */
    public Options.Builder clientOptions(String key) {
        Options.Builder options = Options.builder(key);
        client.applyTo(options, new SettingText());
        return options;
    }

    /** How records become events, without the log rules; a new builder each time. */
    MappingOptions.Builder mapping() {
        MappingOptions.Builder mapping = MappingOptions.builder();
        client.applyTo(mapping, new SettingText());
        return mapping;
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {
        private boolean enabled = true;
        private String apiKey;
        private String apiKeyFile;
        private String log = LOG_OFF;
        private String statusFile;
        private String stopFile;
        private boolean taggedRecords;
        private final List<String> eventAnnotations = new ArrayList<>();
        private ClientSettings client = new ClientSettings();

        private Builder() {}

        /** Whether the agent does anything. Default: true. */
        public Builder enabled(boolean on) {
            enabled = on;
            return this;
        }

        /** The API key. Default: none here. */
        public Builder apiKey(String key) {
            apiKey = key;
            return this;
        }

        /** Path of a file that holds the API key. Default: none. */
        public Builder apiKeyFile(String path) {
            apiKeyFile = path;
            return this;
        }

        /** {@link #LOG_OFF}, the default, {@link #LOG_STDERR}, or a path. */
        public Builder log(String target) {
            log = target;
            return this;
        }

        /** Path of the file of the agent's state. Default: none. */
        public Builder statusFile(String path) {
            statusFile = path;
            return this;
        }

        /** Path of the file that stops all rules by being there. Default: none. */
        public Builder stopFile(String path) {
            stopFile = path;
            return this;
        }

        /** Whether records with the marker become events. Default: false. */
        public Builder taggedRecords(boolean on) {
            taggedRecords = on;
            return this;
        }

        /** Adds an annotation that means the same as {@code AmplitudeEvent}. */
        public Builder eventAnnotation(String binaryName) {
            eventAnnotations.add(binaryName);
            return this;
        }

        /** The settings of the client and the mapping. Default: none, so that theirs stay. */
        Builder client(ClientSettings settings) {
            client = settings;
            return this;
        }

        /** The settings as they are now. */
        public AgentSettings build() {
            return new AgentSettings(this);
        }
    }
}
