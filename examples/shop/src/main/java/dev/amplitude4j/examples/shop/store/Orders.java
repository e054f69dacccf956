// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.store;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** All orders that were paid for. Thread-safe. */
public final class Orders {

    private final Map<String, Order> byId = new ConcurrentHashMap<>();
    private final AtomicLong lastNumber = new AtomicLong();

    Order add(Customer customer, List<CartLine> lines, BigDecimal total) {
        Order order = new Order("order-" + lastNumber.incrementAndGet(), customer, lines, total, false);
        byId.put(order.id(), order);
        return order;
    }

    public Order order(String id) {
        Order order = byId.get(id);
        if (order == null) {
            throw ShopException.notFound("order " + id);
        }
        return order;
    }

    /** Marks an order as refunded, which happens once. */
    Order refund(String id) {
        order(id);
        return byId.computeIfPresent(id, (key, order) -> {
            if (order.refunded()) {
                throw ShopException.conflict("order " + id + " is refunded already");
            }
            return order.asRefunded();
        });
    }
}
