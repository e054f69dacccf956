// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

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
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginElement;

/**
 * The attributes and elements of {@code <Amplitude>}, one method each. Everything is text and read when the appender starts:
 * text that cannot be read is warned of and the default stays; text that is blank or an unresolved variable counts as not set.
 * Filled by Log4j, or by hand, on the thread that configures; not thread-safe.
 *
 * <p>Longer than other files because every setting has a field, a method and its documentation here.
 *
 * @param <B> the builder itself
 */
public abstract class AppenderSettings<B extends AppenderSettings<B>> extends AbstractAppender.Builder<B> {

    @PluginBuilderAttribute(sensitive = true)
    private String apiKey;

    @PluginBuilderAttribute
    private String apiKeyFile;

    @PluginBuilderAttribute
    private String enabled;

    @PluginBuilderAttribute
    private String clientName;

    @PluginBuilderAttribute
    private String serverZone;

    @PluginBuilderAttribute
    private String serverUrl;

    @PluginBuilderAttribute
    private String allowInsecureHttp;

    @PluginBuilderAttribute
    private String trustedCertificates;

    @PluginBuilderAttribute
    private String useBatchEndpoint;

    @PluginBuilderAttribute
    private String useBatchEndpointWhenThrottled;

    @PluginBuilderAttribute
    private String minIdLength;

    @PluginBuilderAttribute
    private String partnerId;

    @PluginBuilderAttribute
    private String optOut;

    @PluginBuilderAttribute
    private String callToString;

    @PluginBuilderAttribute
    private String acceptAny2xx;

    @PluginBuilderAttribute
    private String onDedupeExpiry;

    @PluginBuilderAttribute
    private String shutdownTimeoutMillis;

    @PluginBuilderAttribute
    private String marker;

    @PluginBuilderAttribute
    private String eventTypeFrom;

    @PluginBuilderAttribute
    private String maxEventTypes;

    @PluginBuilderAttribute
    private String includeErrorMessage;

    @PluginBuilderAttribute
    private String missingId;

    @PluginBuilderAttribute
    private String anonymousDeviceId;

    @PluginBuilderAttribute
    private String eventProperties;

    @PluginBuilderAttribute
    private String userProperties;

    @PluginBuilderAttribute
    private String pluginClasses;

    @PluginBuilderAttribute
    private String uploadDelegateClass;

    @PluginBuilderAttribute
    private String transportClass;

    @PluginElement("AmplitudeKeys")
    private AmplitudeKeys keys;

    @PluginElement("AmplitudeContext")
    private AmplitudeContext context;

    @PluginElement("AmplitudePrivacy")
    private AmplitudePrivacy privacy;

    @PluginElement("AmplitudeRule")
    private AmplitudeRule[] rules;

    @PluginElement("AmplitudeQueue")
    private AmplitudeQueue queue;

    @PluginElement("AmplitudeBatch")
    private AmplitudeBatch batch;

    @PluginElement("AmplitudeSpool")
    private AmplitudeSpool spool;

    @PluginElement("AmplitudePlan")
    private AmplitudePlan plan;

    @PluginElement("AmplitudeIngestionMetadata")
    private AmplitudeIngestionMetadata ingestionMetadata;

    private final List<Plugin> plugins = new ArrayList<>();
    private UploadDelegate uploadDelegate;
    private Transport transport;

    AppenderSettings() {}

    /**
     * The project's API key. Else {@link #setApiKeyFile}, the environment's {@code AMPLITUDE_API_KEY}, the system
     * property {@code amplitude.apiKey}.
     */
    public B setApiKey(String text) {
        apiKey = text;
        return asBuilder();
    }

    /** Path of a file that holds nothing but the API key. */
    public B setApiKeyFile(String text) {
        apiKeyFile = text;
        return asBuilder();
    }

    /** Whether anything is sent at all; default true. */
    public B setEnabled(String text) {
        enabled = text;
        return asBuilder();
    }

    /** A name that stands in messages, and by which appenders share one client; default none. */
    public B setClientName(String text) {
        clientName = text;
        return asBuilder();
    }

    /** {@code US} (default) or {@code EU}. */
    public B setServerZone(String text) {
        serverZone = text;
        return asBuilder();
    }

    /** Another server that speaks the protocol, in place of the zone's. */
    public B setServerUrl(String text) {
        serverUrl = text;
        return asBuilder();
    }

    /** Lets the server URL be plain {@code http} to any host; default false. */
    public B setAllowInsecureHttp(String text) {
        allowInsecureHttp = text;
        return asBuilder();
    }

    /** A PEM file of the certificates to trust, instead of the JVM's; default none. */
    public B setTrustedCertificates(String text) {
        trustedCertificates = text;
        return asBuilder();
    }

    /** Uses the Batch endpoint; default false. */
    public B setUseBatchEndpoint(String text) {
        useBatchEndpoint = text;
        return asBuilder();
    }

    /** Changes to the Batch endpoint for good once users or devices are throttled repeatedly; default false. */
    public B setUseBatchEndpointWhenThrottled(String text) {
        useBatchEndpointWhenThrottled = text;
        return asBuilder();
    }

    /** Least length of user and device ids; default 5. */
    public B setMinIdLength(String text) {
        minIdLength = text;
        return asBuilder();
    }

    /** The partner id on every event; default none. */
    public B setPartnerId(String text) {
        partnerId = text;
        return asBuilder();
    }

    /** Refuses every event; default false. */
    public B setOptOut(String text) {
        optOut = text;
        return asBuilder();
    }

    /** Whether a value of unknown type is sent as its {@code toString()}; default true. */
    public B setCallToString(String text) {
        callToString = text;
        return asBuilder();
    }

    /** Trusts any 2xx answer of one's own proxy; default false. */
    public B setAcceptAny2xx(String text) {
        acceptAny2xx = text;
        return asBuilder();
    }

    /** What happens to events that may have arrived more than 7 days ago: {@code send} (default) or {@code drop}. */
    public B setOnDedupeExpiry(String text) {
        onDedupeExpiry = text;
        return asBuilder();
    }

    /** How long the drain may take when the context stops; default 5,000. */
    public B setShutdownTimeoutMillis(String text) {
        shutdownTimeoutMillis = text;
        return asBuilder();
    }

    /** Name of the marker that makes an event of a record; default {@code AMPLITUDE}. */
    public B setMarker(String text) {
        marker = text;
        return asBuilder();
    }

    /** Where the name of the event comes from, first hit; default {@code key, marker, template}. */
    public B setEventTypeFrom(String text) {
        eventTypeFrom = text;
        return asBuilder();
    }

    /** How many distinct event types are sent; default 500. */
    public B setMaxEventTypes(String text) {
        maxEventTypes = text;
        return asBuilder();
    }

    /** Whether a throwable's message is sent; default false. */
    public B setIncludeErrorMessage(String text) {
        includeErrorMessage = text;
        return asBuilder();
    }

    /** What happens to records without an id: {@code anonymous} (default) or {@code drop}. */
    public B setMissingId(String text) {
        missingId = text;
        return asBuilder();
    }

    /** The device id of such records; by default one of the host. */
    public B setAnonymousDeviceId(String text) {
        anonymousDeviceId = text;
        return asBuilder();
    }

    /**
     * Properties of every event, {@code service=checkout, region=eu}, in addition to {@code <Property>} elements; those lose the
     * values of attributes on Log4j 2.17, which formats other than XML have alone.
     */
    public B setEventProperties(String text) {
        eventProperties = text;
        return asBuilder();
    }

    /** User properties set with every event, {@code region=eu, plan=pro}. */
    public B setUserProperties(String text) {
        userProperties = text;
        return asBuilder();
    }

    /** Names of {@link Plugin} classes, a list. Each start makes objects of its own, and so a client of its own. */
    public B setPluginClasses(String text) {
        pluginClasses = text;
        return asBuilder();
    }

    /** Name of the {@link UploadDelegate} class that is told of requests and losses. */
    public B setUploadDelegateClass(String text) {
        uploadDelegateClass = text;
        return asBuilder();
    }

    /** Name of the {@link Transport} class that carries the requests in place of OkHttp. */
    public B setTransportClass(String text) {
        transportClass = text;
        return asBuilder();
    }

    /** By which names ids and the like are known. */
    public B setKeys(AmplitudeKeys settings) {
        keys = settings;
        return asBuilder();
    }

    /** What of the thread context is taken. */
    public B setContext(AmplitudeContext settings) {
        context = settings;
        return asBuilder();
    }

    /** What is left out, masked or hashed. */
    public B setPrivacy(AmplitudePrivacy settings) {
        privacy = settings;
        return asBuilder();
    }

    /** Rules for records that nobody tags; of several that fit a record, the first makes the event. */
    public B setRules(AmplitudeRule... settings) {
        rules = settings;
        return asBuilder();
    }

    /** How much is held in memory. */
    public B setQueue(AmplitudeQueue settings) {
        queue = settings;
        return asBuilder();
    }

    /** How events are sent. */
    public B setBatch(AmplitudeBatch settings) {
        batch = settings;
        return asBuilder();
    }

    /** What is kept on disk. */
    public B setSpool(AmplitudeSpool settings) {
        spool = settings;
        return asBuilder();
    }

    /** The tracking plan of all events. */
    public B setPlan(AmplitudePlan settings) {
        plan = settings;
        return asBuilder();
    }

    /** Where all events come from. */
    public B setIngestionMetadata(AmplitudeIngestionMetadata settings) {
        ingestionMetadata = settings;
        return asBuilder();
    }

    /** A plugin object, in code, beside those that {@link #setPluginClasses} names. May be repeated. */
    public B addPlugin(Plugin plugin) {
        plugins.add(plugin);
        return asBuilder();
    }

    /** The same as {@link #setUploadDelegateClass}, with an object, in code. */
    public B setUploadDelegate(UploadDelegate delegate) {
        uploadDelegate = delegate;
        return asBuilder();
    }

    /** The same as {@link #setTransportClass}, with an object, in code. */
    public B setTransport(Transport carrier) {
        transport = carrier;
        return asBuilder();
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
        read.duration("shutdownTimeoutMillis", shutdownTimeoutMillis, options::shutdownTimeout);
        applyParts(options, read);
        applyClasses(options, read);
        return options;
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

    private void applyClasses(Options.Builder options, SettingText read) {
        plugins.forEach(options::plugin);
        options.uploadDelegate(uploadDelegate).transport(transport);
        for (String name : SettingText.list(pluginClasses)) {
            NamedClass.instance("pluginClasses", name, Plugin.class, read, options::plugin);
        }
        NamedClass.instance(
                "uploadDelegateClass", uploadDelegateClass, UploadDelegate.class, read, options::uploadDelegate);
        NamedClass.instance("transportClass", transportClass, Transport.class, read, options::transport);
    }

    /** How records become events, as configured; what cannot be read is noted. */
    final MappingOptions mappingOptions(SettingText read) {
        MappingOptions.Builder mapping = MappingOptions.builder();
        mapping.marker(marker).eventTypeFrom(eventTypeFrom).missingId(missingId).anonymousDeviceId(anonymousDeviceId);
        read.number("maxEventTypes", maxEventTypes, mapping::maxEventTypes);
        // Noted already where the client's options were read.
        new SettingText().number("minIdLength", minIdLength, mapping::minIdLength);
        read.flag("includeErrorMessage", includeErrorMessage, mapping::includeErrorMessage);
        Property[] properties = getPropertyArray();
        for (int i = 0; properties != null && i < properties.length; i++) {
            mapping.eventProperty(properties[i].getName(), properties[i].getValue());
        }
        read.pairs("eventProperties", eventProperties, mapping::eventProperty);
        read.pairs("userProperties", userProperties, mapping::userProperty);
        if (keys != null) {
            keys.applyTo(mapping);
        }
        if (context != null) {
            context.applyTo(mapping);
        }
        if (privacy != null) {
            privacy.applyTo(mapping);
        }
        for (int i = 0; rules != null && i < rules.length; i++) {
            rules[i].applyTo(mapping);
        }
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
