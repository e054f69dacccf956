// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.store;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.examples.shop.store.EventMarkers.AMPLITUDE;
import static dev.amplitude4j.examples.shop.store.EventMarkers.AMPLITUDE_REVENUE;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes paid orders of carts, and pays them back. Thread-safe. */
public final class Checkout {

    private static final Logger log = LoggerFactory.getLogger(Checkout.class);

    private final Carts carts;
    private final Customers customers;
    private final Orders orders;
    private final Payments payments = new Payments();

    public Checkout(Carts carts, Customers customers, Orders orders) {
        this.carts = carts;
        this.customers = customers;
        this.orders = orders;
    }

    public Order pay(String cartId, String customerId, String cardNumber) {
        Customer customer = customers.customer(customerId);
        Cart cart = carts.take(cartId);
        try {
            return pay(cart.lines(), customer, cardNumber);
        } catch (ShopException e) {
            carts.putBack(cart);
            logFailure(e, cart);
            throw e;
        }
    }

    public Order refund(String orderId, String why) {
        Order order = orders.refund(orderId);
        log.info(AMPLITUDE, "Order Refunded", kv("order_id", orderId), kv("total", order.total()), kv("reason", why));
        logRevenue(order, "refund", order.total().negate());
        return order;
    }

    private Order pay(List<CartLine> lines, Customer customer, String cardNumber) {
        if (lines.isEmpty()) {
            throw ShopException.invalid("the cart is empty");
        }
        BigDecimal total =
                Cart.totalOf(lines).multiply(customer.plan().factor()).setScale(2, RoundingMode.HALF_UP);
        payments.charge(cardNumber, total);
        Order order = orders.add(customer, lines, total);
        logOrder(order);
        return order;
    }

    private static void logOrder(Order order) {
        Customer customer = order.customer();
        log.info(
                AMPLITUDE,
                "Order Completed",
                kv("order_id", order.id()),
                kv("group.company", customer.company()),
                kv("plan", customer.plan()),
                kv("total", order.total()),
                kv("currency", "EUR"),
                kv("has_discount", customer.plan() != Plan.FREE),
                kv("items", order.lines().stream().map(Checkout::item).toList()));
        logRevenue(order, "purchase", order.total());
    }

    private static Map<String, Object> item(CartLine line) {
        return Map.of(
                "sku", line.product().sku(),
                "quantity", line.quantity(),
                "amount", line.amount());
    }

    private static void logRevenue(Order order, String type, BigDecimal amount) {
        log.info(
                AMPLITUDE_REVENUE,
                "Money Moved",
                kv("price", amount),
                kv("quantity", 1),
                kv("productId", order.id()),
                kv("revenueType", type),
                kv("currency", "EUR"));
    }

    /** The stack trace stays in the shop's own log; the event tells the exception's class. */
    private static void logFailure(ShopException cause, Cart cart) {
        log.warn(AMPLITUDE, "Checkout Failed", kv("reason", cause.reason()), kv("cart_total", cart.total()), cause);
    }
}
