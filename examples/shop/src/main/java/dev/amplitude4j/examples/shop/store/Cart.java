// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.store;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one visitor is about to buy. Thread-safe: browsers send two clicks at once. */
public final class Cart {

    private static final int MAX_PIECES = 99;

    private final String id;
    private final Map<String, CartLine> lines = new LinkedHashMap<>();

    Cart(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    synchronized void add(Product product, int quantity) {
        CartLine before = lines.get(product.sku());
        int pieces = quantity + (before == null ? 0 : before.quantity());
        if (quantity < 1 || pieces > MAX_PIECES) {
            throw ShopException.invalid("between 1 and " + MAX_PIECES + " pieces of a product, not " + pieces);
        }
        lines.put(product.sku(), new CartLine(product, pieces));
    }

    /** The lines as they are now, in the order in which they were added. */
    public synchronized List<CartLine> lines() {
        return new ArrayList<>(lines.values());
    }

    /** What everything costs before any discount, in euros. */
    public BigDecimal total() {
        return totalOf(lines());
    }

    static BigDecimal totalOf(List<CartLine> lines) {
        return lines.stream().map(CartLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
