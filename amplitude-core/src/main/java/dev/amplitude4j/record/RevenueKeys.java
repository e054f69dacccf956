// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import java.util.HashMap;
import java.util.Map;

/** The keys of a revenue record as people write them, and the properties that Amplitude reads. */
final class RevenueKeys {

    private static final Map<String, String> PROPERTIES = new HashMap<>();

    static {
        for (String name : new String[] {"price", "quantity", "revenue", "currency", "receipt"}) {
            PROPERTIES.put(name, '$' + name);
        }
        add("productId", "product_id");
        add("revenueType", "revenue_type");
        add("receiptSig", "receipt_sig");
    }

    private RevenueKeys() {}

    /** {@code $price} for {@code price} and so on; any other key, {@code $price} included, stays as it is. */
    static String propertyFor(String key) {
        return PROPERTIES.getOrDefault(key, key);
    }

    private static void add(String key, String alias) {
        PROPERTIES.put(key, '$' + key);
        PROPERTIES.put(alias, '$' + key);
    }
}
