// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import dev.amplitude4j.frontend.FrontEndSettings;
import dev.amplitude4j.options.DedupeExpiry;
import dev.amplitude4j.options.Options;
import dev.amplitude4j.options.Plugin;
import dev.amplitude4j.options.ServerZone;
import dev.amplitude4j.options.SettingText;
import dev.amplitude4j.options.UploadDelegate;
import dev.amplitude4j.record.MappingOptions;
import dev.amplitude4j.transport.Transport;
import java.util.ArrayList;
import java.util.List;

/**
 * The elements of the appender's configuration, one method each. Everything is text and read when the appender starts: text
 * that cannot be read is warned of and the default stays; text that is blank or an unresolved variable counts as not set. Filled
 * by Joran, or by hand, on the thread that configures; not thread-safe.
 *
 * <p>Longer than other files because every element has a method and its documentation here.
 */
public abstract class AppenderSettings extends UnsynchronizedAppenderBase<ILoggingEvent> {

    private String apiKey;
    private String apiKeyFile;
    private String enabled;
    private String clientName;
    private String serverZone;
    private String serverUrl;
    private String allowInsecureHttp;
    private String trustedCertificates;
    private String useBatchEndpoint;
    private String useBatchEndpointWhenThrottled;
    private String minIdLength;
    private String partnerId;
    private String optOut;
    private String callToString;
    private String acceptAny2xx;
    private String onDedupeExpiry;
    private String shutdownTimeout;
    private String marker;
    private String eventTypeFrom;
    private String maxEventTypes;
    private String includeErrorMessage;
    private String missingId;
    private String anonymousDeviceId;
    private final List<String> eventProperty = new ArrayList<>();
    private final List<String> userProperty = new ArrayList<>();
    private KeysSettings keys;
    private MdcSettings mdc;
    private PrivacySettings privacy;
    private final List<RuleSettings> rule = new ArrayList<>();
    private QueueSettings queue;
    private BatchSettings batch;
    private SpoolSettings spool;
    private PlanSettings plan;
    private IngestionMetadataSettings ingestionMetadata;
    private final List<Plugin> plugins = new ArrayList<>();
    private UploadDelegate uploadDelegate;
    private Transport transport;

    AppenderSettings() {}

    /** The project's API key. Else {@link #setApiKeyFile}, the environment's {@code AMPLITUDE_API_KEY}, the system property {@code amplitude.apiKey}. */
    public void setApiKey(String text) {
        apiKey = text;
    }

    /** Path of a file that holds nothing but the API key. */
    public void setApiKeyFile(String text) {
        apiKeyFile = text;
    }

    /** Whether anything is sent at all; default true. */
    public void setEnabled(String text) {
        enabled = text;
    }

    /** A name that stands in messages, and by which appenders share one client; default none. */
    public void setClientName(String text) {
        clientName = text;
    }

    /** {@code US} (default) or {@code EU}. */
    public void setServerZone(String text) {
        serverZone = text;
    }

    /** Another server that speaks the protocol, in place of the zone's. */
    public void setServerUrl(String text) {
        serverUrl = text;
    }

    /** Lets the server URL be plain {@code http} to any host; default false. */
    public void setAllowInsecureHttp(String text) {
        allowInsecureHttp = text;
    }

    /** A PEM file of the certificates to trust, instead of the JVM's; default none. */
    public void setTrustedCertificates(String text) {
        trustedCertificates = text;
    }

    /** Uses the Batch endpoint; default false. */
    public void setUseBatchEndpoint(String text) {
        useBatchEndpoint = text;
    }

    /** Changes to the Batch endpoint after repeated throttling; default false. */
    public void setUseBatchEndpointWhenThrottled(String text) {
        useBatchEndpointWhenThrottled = text;
    }

    /** Least length of user and device ids; default 5. */
    public void setMinIdLength(String text) {
        minIdLength = text;
    }

    /** The partner id on every event; default none. */
    public void setPartnerId(String text) {
        partnerId = text;
    }

    /** Refuses every event; default false. */
    public void setOptOut(String text) {
        optOut = text;
    }

    /** Whether a value of unknown type is sent as its {@code toString()}; default true. */
    public void setCallToString(String text) {
        callToString = text;
    }

    /** Trusts any 2xx answer of one's own proxy; default false. */
    public void setAcceptAny2xx(String text) {
        acceptAny2xx = text;
    }

    /** What happens to events that may have arrived more than 7 days ago: {@code send} (default) or {@code drop}. */
    public void setOnDedupeExpiry(String text) {
        onDedupeExpiry = text;
    }

    /** How long the drain may take when the context stops; default 5 seconds. */
    public void setShutdownTimeout(String text) {
        shutdownTimeout = text;
    }

    /** Name of the marker that makes an event of a record; default {@code AMPLITUDE}. */
    public void setMarker(String text) {
        marker = text;
    }

    /** Where the name of the event comes from, first hit; default {@code key, marker, template}. */
    public void setEventTypeFrom(String text) {
        eventTypeFrom = text;
    }

    /** How many distinct event types are sent; default 500. */
    public void setMaxEventTypes(String text) {
        maxEventTypes = text;
    }

    /** Whether a throwable's message is sent; default false. */
    public void setIncludeErrorMessage(String text) {
        includeErrorMessage = text;
    }

    /** What happens to records without an id: {@code anonymous} (default) or {@code drop}. */
    public void setMissingId(String text) {
        missingId = text;
    }

    /** The device id of such records; by default one of the host. */
    public void setAnonymousDeviceId(String text) {
        anonymousDeviceId = text;
    }

    /** A property of every event, {@code service=checkout}. May be repeated. */
    public void addEventProperty(String text) {
        eventProperty.add(text);
    }

    /** A user property set with every event, {@code region=eu}. May be repeated. */
    public void addUserProperty(String text) {
        userProperty.add(text);
    }

    /** By which names ids and the like are known. */
    public void setKeys(KeysSettings settings) {
        keys = settings;
    }

    /** What of the diagnostic context is taken. */
    public void setMdc(MdcSettings settings) {
        mdc = settings;
    }

    /** What is left out, masked or hashed. */
    public void setPrivacy(PrivacySettings settings) {
        privacy = settings;
    }

    /** A rule for records that nobody tags. May be repeated; of several that fit a record, the first makes the event. */
    public void addRule(RuleSettings settings) {
        rule.add(settings);
    }

    /** How much is held in memory. */
    public void setQueue(QueueSettings settings) {
        queue = settings;
    }

    /** How events are sent. */
    public void setBatch(BatchSettings settings) {
        batch = settings;
    }

    /** What is kept on disk. */
    public void setSpool(SpoolSettings settings) {
        spool = settings;
    }

    /** The tracking plan of all events. */
    public void setPlan(PlanSettings settings) {
        plan = settings;
    }

    /** Where all events come from. */
    public void setIngestionMetadata(IngestionMetadataSettings settings) {
        ingestionMetadata = settings;
    }

    /** A plugin, with its {@code class} as attribute. Its own object makes a client of its own at every reload. May be repeated. */
    public void addPlugin(Plugin plugin) {
        plugins.add(plugin);
    }

    /** Is told of requests and losses; its {@code class} is an attribute. */
    public void setUploadDelegate(UploadDelegate delegate) {
        uploadDelegate = delegate;
    }

    /** Carries the requests in place of OkHttp; its {@code class} is an attribute. */
    public void setTransport(Transport carrier) {
        transport = carrier;
    }

    /** The settings as the front end asks for them. */
    final FrontEndSettings view() {
        return new View();
    }

    /** The client's options as configured, unchecked; what cannot be read is noted. */
    final Options.Builder clientOptions(String key, SettingText read) {
        Options.Builder options = Options.builder(key);
        read.plain(clientName, options::clientName);
        read.choice("serverZone", serverZone, ServerZone.class, options::serverZone);
        read.plain(serverUrl, options::serverUrl);
        read.flag("allowInsecureHttp", allowInsecureHttp, options::allowInsecureHttp);
        read.plain(trustedCertificates, options::trustedCertificates);
        read.flag("useBatchEndpoint", useBatchEndpoint, options::useBatch);
        read.flag("useBatchEndpointWhenThrottled", useBatchEndpointWhenThrottled, options::useBatchWhenThrottled);
        read.number("minIdLength", minIdLength, options::minIdLength);
        read.plain(partnerId, options::partnerId);
        read.flag("optOut", optOut, options::optOut);
        read.flag("callToString", callToString, options::callToString);
        read.flag("acceptAny2xx", acceptAny2xx, options::acceptAny2xx);
        read.choice("onDedupeExpiry", onDedupeExpiry, DedupeExpiry.class, options::onDedupeExpiry);
        read.duration("shutdownTimeout", shutdownTimeout, options::shutdownTimeout);
        applyParts(options, read);
        plugins.forEach(options::plugin);
        return options.uploadDelegate(uploadDelegate).transport(transport);
    }

    private void applyParts(Options.Builder options, SettingText read) {
        if (queue != null) {
            queue.applyTo(options, read);
        }
        if (batch != null) {
            batch.applyTo(options, read);
        }
        if (spool != null) {
            spool.applyTo(options, read);
        }
        if (plan != null) {
            plan.applyTo(options, read);
        }
        if (ingestionMetadata != null) {
            ingestionMetadata.applyTo(options, read);
        }
    }

    /** How records become events, as configured; what cannot be read is noted. */
    final MappingOptions mappingOptions(SettingText read) {
        MappingOptions.Builder mapping = MappingOptions.builder();
        mapping.marker(marker).eventTypeFrom(eventTypeFrom).missingId(missingId).anonymousDeviceId(anonymousDeviceId);
        read.number("maxEventTypes", maxEventTypes, mapping::maxEventTypes);
        // Noted already where the client's options were read.
        new SettingText().number("minIdLength", minIdLength, mapping::minIdLength);
        read.flag("includeErrorMessage", includeErrorMessage, mapping::includeErrorMessage);
        eventProperty.forEach(mapping::eventProperty);
        userProperty.forEach(mapping::userProperty);
        if (keys != null) {
            keys.applyTo(mapping);
        }
        if (mdc != null) {
            mdc.applyTo(mapping);
        }
        if (privacy != null) {
            privacy.applyTo(mapping);
        }
        rule.forEach(settings -> settings.applyTo(mapping));
        MappingOptions options = mapping.build();
        options.problems().forEach(read::note);
        return options;
    }

    /** Keeps what the front end asks for out of what users see. */
    private final class View implements FrontEndSettings {
        @Override
        public String name() {
            return getName();
        }

        @Override
        public String enabled() {
            return enabled;
        }

        @Override
        public String apiKey() {
            return apiKey;
        }

        @Override
        public String apiKeyFile() {
            return apiKeyFile;
        }

        @Override
        public Options.Builder clientOptions(String key, SettingText read) {
            return AppenderSettings.this.clientOptions(key, read);
        }

        @Override
        public MappingOptions mappingOptions(SettingText read) {
            return AppenderSettings.this.mappingOptions(read);
        }
    }
}
