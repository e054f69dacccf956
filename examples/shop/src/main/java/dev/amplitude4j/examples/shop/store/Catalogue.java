// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.store;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Everything on sale. Immutable, shared by all requests. */
public final class Catalogue {

    private final Map<String, Product> bySku = new LinkedHashMap<>();

    public Catalogue(List<Product> products) {
        products.forEach(product -> bySku.put(product.sku(), product));
    }

    /** The assortment this shop opens with. */
    public static Catalogue ofCoffee() {
        return new Catalogue(List.of(
                product("BEAN-SIDAMO", "Sidamo beans 1 kg", "beans", "24.90"),
                product("BEAN-HUILA", "Huila beans 1 kg", "beans", "21.50"),
                product("BEAN-DECAF", "Decaf beans 1 kg", "beans", "23.00"),
                product("MILL-HAND", "Hand mill", "mills", "59.00"),
                product("MILL-BURR", "Burr mill", "mills", "189.00"),
                product("POT-FRENCH", "French press", "pots", "34.50"),
                product("POT-MOKA", "Moka pot", "pots", "29.90"),
                product("CUP-SIX", "Six cups", "cups", "42.00"),
                product("CUP-TRAVEL", "Travel cup", "cups", "18.75"),
                product("MACHINE-DUO", "Espresso machine Duo", "machines", "749.00")));
    }

    /** The products whose name or category contains these words, whatever their case; all products for none. */
    public List<Product> search(String words) {
        String wanted = words.toLowerCase(Locale.ROOT).trim();
        return bySku.values().stream()
                .filter(product -> product.name().toLowerCase(Locale.ROOT).contains(wanted)
                        || product.category().contains(wanted))
                .toList();
    }

    public Product product(String sku) {
        Product product = bySku.get(sku);
        if (product == null) {
            throw ShopException.notFound("product " + sku);
        }
        return product;
    }

    private static Product product(String sku, String name, String category, String price) {
        return new Product(sku, name, category, new BigDecimal(price));
    }
}
