// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.event;

import java.util.HashMap;
import java.util.Map;

/**
 * A top-level field of an event that describes it, other than its name, ids, times and property sections, which have methods
 * of their own on {@link EventSink}. Source: Amplitude's HTTP V2 page.
 */
public enum EventField {
    /** Version of the application. */
    APP_VERSION("app_version", Type.TEXT),
    /** What the application runs on, for example {@code JVM}. */
    PLATFORM("platform", Type.TEXT),
    /** Name of the operating system. */
    OS_NAME("os_name", Type.TEXT),
    /** Version of the operating system. */
    OS_VERSION("os_version", Type.TEXT),
    /** Brand of the device. */
    DEVICE_BRAND("device_brand", Type.TEXT),
    /** Manufacturer of the device. */
    DEVICE_MANUFACTURER("device_manufacturer", Type.TEXT),
    /** Model of the device. */
    DEVICE_MODEL("device_model", Type.TEXT),
    /** Mobile carrier. */
    CARRIER("carrier", Type.TEXT),
    /** Country; to be sent together with region, city and dma, since setting one clears the others. */
    COUNTRY("country", Type.TEXT),
    /** Region; see {@link #COUNTRY}. */
    REGION("region", Type.TEXT),
    /** City; see {@link #COUNTRY}. */
    CITY("city", Type.TEXT),
    /** Designated market area; see {@link #COUNTRY}. */
    DMA("dma", Type.TEXT),
    /** Language, as a name or a tag. */
    LANGUAGE("language", Type.TEXT),
    /** Address of the user's device, or {@code $remote} for the address that uploads. */
    IP("ip", Type.TEXT),
    /** Advertising identifier of iOS. */
    IDFA("idfa", Type.TEXT),
    /** Vendor identifier of iOS. */
    IDFV("idfv", Type.TEXT),
    /** Advertising identifier of Google Play services. */
    ADID("adid", Type.TEXT),
    /** Android id. */
    ANDROID_ID("android_id", Type.TEXT),
    /** Android app set id. */
    ANDROID_APP_SET_ID("android_app_set_id", Type.TEXT),
    /** User agent; read by Amplitude only to fill missing fields of device and operating system. */
    USER_AGENT("user_agent", Type.TEXT),
    /** Latitude in degrees. */
    LOCATION_LAT("location_lat", Type.DECIMAL),
    /** Longitude in degrees. */
    LOCATION_LNG("location_lng", Type.DECIMAL),
    /** Price of one item; negative for a refund. */
    PRICE("price", Type.DECIMAL),
    /** Number of items; 1 when absent. */
    QUANTITY("quantity", Type.INTEGER),
    /** Revenue; price times quantity wins over it. */
    REVENUE("revenue", Type.DECIMAL),
    /** What was bought; needs price and quantity, or revenue. */
    PRODUCT_ID("productId", Type.TEXT),
    /** Kind of revenue; needs price and quantity, or revenue. */
    REVENUE_TYPE("revenueType", Type.TEXT),
    /** ISO 4217 code in upper case. */
    CURRENCY("currency", Type.TEXT),
    /** Receipt of a store. */
    RECEIPT("receipt", Type.TEXT),
    /** Signature of the receipt. */
    RECEIPT_SIG("receiptSig", Type.TEXT),
    /** The client library, {@code name/version}. */
    LIBRARY("library", Type.TEXT),
    /** Former name of the application's version. */
    VERSION_NAME("version_name", Type.TEXT),
    /** Id that Amplitude assigns to an integration. */
    PARTNER_ID("partner_id", Type.TEXT),
    /** Tracking plan; a {@link Plan}. */
    PLAN("plan", Type.OBJECT),
    /** Where the event came from; an {@link IngestionMetadata}. */
    INGESTION_METADATA("ingestion_metadata", Type.OBJECT),
    /** When true, the event neither reads nor writes the stored user properties. */
    SKIP_USER_PROPERTIES_SYNC("$skip_user_properties_sync", Type.FLAG);

    /** What kind of JSON value a field holds. */
    public enum Type {
        /** A string. */
        TEXT,
        /** A number without a fraction. */
        INTEGER,
        /** A number. */
        DECIMAL,
        /** {@code true} or {@code false}. */
        FLAG,
        /** An object. */
        OBJECT
    }

    private static final Map<String, EventField> BY_JSON_NAME = new HashMap<>();

    static {
        for (EventField field : values()) {
            BY_JSON_NAME.put(field.jsonName, field);
        }
    }

    private final String jsonName;
    private final Type type;

    EventField(String jsonName, Type type) {
        this.jsonName = jsonName;
        this.type = type;
    }

    /** The field of that name on the wire, or null if there is none; does not allocate. Any thread. */
    public static EventField byJsonName(String jsonName) {
        return BY_JSON_NAME.get(jsonName);
    }

    /** The name on the wire, for example {@code app_version}. */
    public String jsonName() {
        return jsonName;
    }

    /** The kind of value that the field holds. */
    public Type type() {
        return type;
    }
}
