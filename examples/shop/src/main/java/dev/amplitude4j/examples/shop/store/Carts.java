// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.store;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.examples.shop.store.EventMarkers.AMPLITUDE;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The carts of all visitors. Thread-safe. */
public final class Carts {

    private static final Logger log = LoggerFactory.getLogger(Carts.class);

    private final Map<String, Cart> byId = new ConcurrentHashMap<>();

    public Cart open() {
        Cart cart = new Cart(UUID.randomUUID().toString());
        byId.put(cart.id(), cart);
        return cart;
    }

    public Cart cart(String id) {
        return found(id, byId.get(id));
    }

    public Cart add(String id, Product product, int quantity) {
        Cart cart = cart(id);
        cart.add(product, quantity);
        log.info(
                AMPLITUDE,
                "Product Added",
                kv("sku", product.sku()),
                kv("category", product.category()),
                kv("price", product.price()),
                kv("quantity", quantity),
                kv("cart_total", cart.total()));
        return cart;
    }

    /** Takes a cart out, so that it is paid for only once; {@link #putBack} undoes it. */
    Cart take(String id) {
        return found(id, byId.remove(id));
    }

    void putBack(Cart cart) {
        byId.put(cart.id(), cart);
    }

    private static Cart found(String id, Cart cart) {
        if (cart == null) {
            throw ShopException.notFound("cart " + id);
        }
        return cart;
    }
}
