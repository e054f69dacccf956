// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.event;

import java.util.Map;
import java.util.OptionalLong;

/**
 * One event for Amplitude, made on any thread and logged through a client. Immutable, except that values are kept as given:
 * what a mutable value holds is read when the event is logged.
 *
 * <p>Longer than 250 lines because every field of Amplitude's event has a method of its own.
 */
public final class Event {

    private static final String IDENTIFY = "$identify";
    private static final String GROUP_IDENTIFY = "$groupidentify";
    private static final String REVENUE = "revenue_amount";

    private final EventParts parts;

    private Event(EventParts parts) {
        this.parts = parts;
    }

    /** A builder of an event of that name. */
    public static Builder builder(String eventType) {
        return new Builder(null).eventType(eventType);
    }

    /**
     * A builder of the event that changes user properties; give it the user's ids.
     *
     * @throws IllegalArgumentException if {@code identify} is null
     */
    public static Builder identify(Identify identify) {
        requireGiven(identify, "identify");
        Builder builder = builder(IDENTIFY);
        identify.writeUserProperties(builder);
        return builder;
    }

    /**
     * A builder of the event that changes the properties of a group; it needs no ids.
     *
     * @throws IllegalArgumentException if {@code identify} is null or the type blank
     */
    public static Builder groupIdentify(String groupType, String groupName, Identify identify) {
        requireGiven(identify, "identify");
        Builder builder = builder(GROUP_IDENTIFY).group(named(groupType), groupName);
        identify.writeGroupProperties(builder);
        return builder;
    }

    /**
     * A builder of the event that makes a user a member of a group, or of several; give it the user's ids.
     *
     * @throws IllegalArgumentException if the type is blank
     */
    public static Builder setGroup(String groupType, Object nameOrNames) {
        return builder(IDENTIFY).group(named(groupType), nameOrNames).userProperty(groupType, nameOrNames);
    }

    /**
     * A builder of the event that stands for a purchase or refund; give it the user's ids.
     *
     * @throws IllegalArgumentException if {@code revenue} is null
     */
    public static Builder revenue(Revenue revenue) {
        requireGiven(revenue, "revenue");
        Builder builder = builder(REVENUE);
        revenue.writeTo(builder);
        return builder;
    }

    private static String named(String groupType) {
        if (groupType == null || groupType.trim().isEmpty()) {
            throw new IllegalArgumentException("a group needs a type, for example \"company\"");
        }
        return groupType;
    }

    private static void requireGiven(Object value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " must not be null");
        }
    }

    /** The event's name, or null. */
    public String eventType() {
        return parts.eventType;
    }

    /** The user, or null. */
    public String userId() {
        return parts.userId;
    }

    /** The device, or null. */
    public String deviceId() {
        return parts.deviceId;
    }

    /** When the event happened, in milliseconds since the epoch; empty until it is logged, unless it was set. */
    public OptionalLong timeMillis() {
        return parts.timeMillis == null ? OptionalLong.empty() : OptionalLong.of(parts.timeMillis);
    }

    /** The start of the session in milliseconds since the epoch. */
    public OptionalLong sessionId() {
        return parts.sessionId == null ? OptionalLong.empty() : OptionalLong.of(parts.sessionId);
    }

    /** The de-duplication key, or null: then the client makes one when the event is logged. */
    public String insertId() {
        return parts.insertId;
    }

    /** Any other top-level field, or null. */
    public Object field(EventField field) {
        return parts.field(field);
    }

    /** The event properties in the order they were set; cannot be changed. */
    public Map<String, Object> properties() {
        return parts.properties();
    }

    /** The user properties under that operation; cannot be changed. */
    public Map<String, Object> userProperties(PropertyOperation operation) {
        return parts.userProperties(operation);
    }

    /** Group type to a name or a collection of names; cannot be changed. */
    public Map<String, Object> groups() {
        return parts.groups();
    }

    /** The group properties under that operation; cannot be changed. */
    public Map<String, Object> groupProperties(PropertyOperation operation) {
        return parts.groupProperties(operation);
    }

    /** A builder that begins with what this event has; what is set on it replaces that. */
    public Builder toBuilder() {
        return new Builder(parts.copy());
    }

    /** Hands all parts to {@code sink}. */
    public void writeTo(EventSink sink) {
        parts.writeTo(sink);
    }

    /** Shows the event's name only: everything else may be confidential. */
    @Override
    public String toString() {
        return "Event[" + parts.eventType + "]";
    }

    /**
     * Collects the parts of an event. As on every {@link EventSink} the first value set for a name stays; only what was
     * inherited through {@link Event#toBuilder} is replaced. Null leaves a name out. Not thread-safe.
     */
    public static final class Builder implements EventSink {

        /** What was set; not to be changed any more while an event holds it. */
        private EventParts own = new EventParts();

        private boolean held;

        /** Null if nothing was inherited. */
        private final EventParts inherited;

        private Builder(EventParts inherited) {
            this.inherited = inherited;
        }

        private EventParts own() {
            if (held) {
                own = own.copy();
                held = false;
            }
            return own;
        }

        @Override
        public Builder eventType(String eventType) {
            EventParts parts = own();
            parts.eventType = parts.eventType != null ? parts.eventType : eventType;
            return this;
        }

        @Override
        public Builder userId(String userId) {
            EventParts parts = own();
            parts.userId = parts.userId != null ? parts.userId : userId;
            return this;
        }

        @Override
        public Builder deviceId(String deviceId) {
            EventParts parts = own();
            parts.deviceId = parts.deviceId != null ? parts.deviceId : deviceId;
            return this;
        }

        @Override
        public Builder time(long epochMillis) {
            EventParts parts = own();
            parts.timeMillis = parts.timeMillis != null ? parts.timeMillis : Long.valueOf(epochMillis);
            return this;
        }

        @Override
        public Builder sessionId(long epochMillis) {
            EventParts parts = own();
            parts.sessionId = parts.sessionId != null ? parts.sessionId : Long.valueOf(epochMillis);
            return this;
        }

        @Override
        public Builder insertId(String insertId) {
            EventParts parts = own();
            parts.insertId = parts.insertId != null ? parts.insertId : insertId;
            return this;
        }

        @Override
        public Builder field(EventField field, Object value) {
            own().field(field, value);
            return this;
        }

        /** Version of the application. */
        public Builder appVersion(String appVersion) {
            return field(EventField.APP_VERSION, appVersion);
        }

        /** What the application runs on, for example {@code JVM}. */
        public Builder platform(String platform) {
            return field(EventField.PLATFORM, platform);
        }

        /** Name of the operating system. */
        public Builder osName(String osName) {
            return field(EventField.OS_NAME, osName);
        }

        /** Version of the operating system. */
        public Builder osVersion(String osVersion) {
            return field(EventField.OS_VERSION, osVersion);
        }

        /** Brand of the device. */
        public Builder deviceBrand(String deviceBrand) {
            return field(EventField.DEVICE_BRAND, deviceBrand);
        }

        /** Manufacturer of the device. */
        public Builder deviceManufacturer(String deviceManufacturer) {
            return field(EventField.DEVICE_MANUFACTURER, deviceManufacturer);
        }

        /** Model of the device. */
        public Builder deviceModel(String deviceModel) {
            return field(EventField.DEVICE_MODEL, deviceModel);
        }

        /** Mobile carrier. */
        public Builder carrier(String carrier) {
            return field(EventField.CARRIER, carrier);
        }

        /** Country; to be set together with region, city and dma, since setting one clears the others. */
        public Builder country(String country) {
            return field(EventField.COUNTRY, country);
        }

        /** Region; see {@link #country}. */
        public Builder region(String region) {
            return field(EventField.REGION, region);
        }

        /** City; see {@link #country}. */
        public Builder city(String city) {
            return field(EventField.CITY, city);
        }

        /** Designated market area; see {@link #country}. */
        public Builder dma(String dma) {
            return field(EventField.DMA, dma);
        }

        /** Language, as a name or a tag. */
        public Builder language(String language) {
            return field(EventField.LANGUAGE, language);
        }

        /** Address of the user's device, or {@code $remote} for the address that uploads. */
        public Builder ip(String ip) {
            return field(EventField.IP, ip);
        }

        /** Advertising identifier of iOS. */
        public Builder idfa(String idfa) {
            return field(EventField.IDFA, idfa);
        }

        /** Vendor identifier of iOS. */
        public Builder idfv(String idfv) {
            return field(EventField.IDFV, idfv);
        }

        /** Advertising identifier of Google Play services. */
        public Builder adid(String adid) {
            return field(EventField.ADID, adid);
        }

        /** Android id. */
        public Builder androidId(String androidId) {
            return field(EventField.ANDROID_ID, androidId);
        }

        /** Android app set id. */
        public Builder androidAppSetId(String androidAppSetId) {
            return field(EventField.ANDROID_APP_SET_ID, androidAppSetId);
        }

        /** User agent; read by Amplitude only to fill missing fields of device and operating system. */
        public Builder userAgent(String userAgent) {
            return field(EventField.USER_AGENT, userAgent);
        }

        /** Latitude in degrees. */
        public Builder locationLat(double locationLat) {
            return field(EventField.LOCATION_LAT, locationLat);
        }

        /** Longitude in degrees. */
        public Builder locationLng(double locationLng) {
            return field(EventField.LOCATION_LNG, locationLng);
        }

        /** Price of one item; negative for a refund. */
        public Builder price(double price) {
            return field(EventField.PRICE, price);
        }

        /** Number of items; Amplitude takes 1 when it is absent. */
        public Builder quantity(int quantity) {
            return field(EventField.QUANTITY, quantity);
        }

        /** Revenue; price times quantity wins over it. */
        public Builder revenue(double revenue) {
            return field(EventField.REVENUE, revenue);
        }

        /** What was bought; needs price and quantity, or revenue. */
        public Builder productId(String productId) {
            return field(EventField.PRODUCT_ID, productId);
        }

        /** Kind of revenue; needs price and quantity, or revenue. */
        public Builder revenueType(String revenueType) {
            return field(EventField.REVENUE_TYPE, revenueType);
        }

        /** ISO 4217 code in upper case. */
        public Builder currency(String currency) {
            return field(EventField.CURRENCY, currency);
        }

        /** Receipt of a store. */
        public Builder receipt(String receipt) {
            return field(EventField.RECEIPT, receipt);
        }

        /** Signature of the receipt. */
        public Builder receiptSig(String receiptSig) {
            return field(EventField.RECEIPT_SIG, receiptSig);
        }

        /** The client library, {@code name/version}; the client's own by default. */
        public Builder library(String library) {
            return field(EventField.LIBRARY, library);
        }

        /** Former name of the application's version. */
        public Builder versionName(String versionName) {
            return field(EventField.VERSION_NAME, versionName);
        }

        /** Id that Amplitude assigns to an integration; the client's by default. */
        public Builder partnerId(String partnerId) {
            return field(EventField.PARTNER_ID, partnerId);
        }

        /** Tracking plan; the client's by default. */
        public Builder plan(Plan plan) {
            return field(EventField.PLAN, plan);
        }

        /** Where the event came from; the client's by default. */
        public Builder ingestionMetadata(IngestionMetadata ingestionMetadata) {
            return field(EventField.INGESTION_METADATA, ingestionMetadata);
        }

        /** When true, the event neither reads nor writes the stored user properties. */
        public Builder skipUserPropertiesSync(boolean skipUserPropertiesSync) {
            return field(EventField.SKIP_USER_PROPERTIES_SYNC, skipUserPropertiesSync);
        }

        @Override
        public Builder property(String name, Object value) {
            own().property(name, value);
            return this;
        }

        @Override
        public Builder property(String name, long value) {
            return property(name, (Object) value);
        }

        @Override
        public Builder property(String name, double value) {
            return property(name, (Object) value);
        }

        @Override
        public Builder property(String name, boolean value) {
            return property(name, (Object) value);
        }

        /**
         * Event properties; null is taken as empty. The map is copied, its values are kept as given; of a map that fails
         * while it is read, what was read is kept.
         */
        public Builder properties(Map<String, ?> properties) {
            if (properties != null) {
                try {
                    properties.forEach(this::property);
                } catch (RuntimeException changedOrBroken) {
                    return this;
                }
            }
            return this;
        }

        /** Leaves an event property out that was set or inherited before. */
        public Builder withoutProperty(String name) {
            own().withoutProperty(name);
            if (inherited != null) {
                inherited.withoutProperty(name);
            }
            return this;
        }

        /** Sets a user property. */
        public Builder userProperty(String name, Object value) {
            return userProperty(PropertyOperation.SET, name, value);
        }

        @Override
        public Builder userProperty(PropertyOperation operation, String name, Object value) {
            own().userProperty(operation, name, value);
            return this;
        }

        @Override
        public Builder group(String type, Object nameOrNames) {
            own().group(type, nameOrNames);
            return this;
        }

        @Override
        public Builder groupProperty(PropertyOperation operation, String name, Object value) {
            own().groupProperty(operation, name, value);
            return this;
        }

        /** The event; the builder can be used on. Whether it can be sent is only said when it is logged. */
        public Event build() {
            if (inherited != null) {
                EventParts all = own.copy();
                all.addAbsent(inherited);
                return new Event(all);
            }
            held = true;
            return new Event(own);
        }
    }
}
