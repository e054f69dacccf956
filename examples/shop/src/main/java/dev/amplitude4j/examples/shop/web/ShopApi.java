// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.web;

import static dev.amplitude4j.Amplitude.kv;
import static dev.amplitude4j.examples.shop.store.EventMarkers.AMPLITUDE;

import dev.amplitude4j.examples.shop.store.Cart;
import dev.amplitude4j.examples.shop.store.CartLine;
import dev.amplitude4j.examples.shop.store.Carts;
import dev.amplitude4j.examples.shop.store.Catalogue;
import dev.amplitude4j.examples.shop.store.Checkout;
import dev.amplitude4j.examples.shop.store.Customer;
import dev.amplitude4j.examples.shop.store.Customers;
import dev.amplitude4j.examples.shop.store.Order;
import dev.amplitude4j.examples.shop.store.Plan;
import dev.amplitude4j.examples.shop.store.Product;
import dev.amplitude4j.examples.shop.store.ShopException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can be asked of the shop over HTTP: the route table, and the JSON that goes in and out. Called by many threads. */
public final class ShopApi {

    private static final Logger log = LoggerFactory.getLogger(ShopApi.class);

    private final Catalogue catalogue;
    private final Carts carts;
    private final Customers customers;
    private final Checkout checkout;

    public ShopApi(Catalogue catalogue, Carts carts, Customers customers, Checkout checkout) {
        this.catalogue = catalogue;
        this.carts = carts;
        this.customers = customers;
        this.checkout = checkout;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/products", this::search),
                new Route("GET", "/products/{sku}", this::view),
                new Route("POST", "/carts", call -> Reply.created(CartView.of(carts.open()))),
                new Route("GET", "/carts/{id}", call -> Reply.ok(CartView.of(carts.cart(call.path("id"))))),
                new Route("POST", "/carts/{id}/lines", this::addLine),
                new Route("POST", "/carts/{id}/checkout", this::pay),
                new Route("POST", "/customers", this::signUp),
                new Route("PUT", "/customers/{id}/plan", this::changePlan),
                new Route("POST", "/orders/{id}/refund", this::refund));
    }

    private Reply search(Call call) {
        String words = call.query("query");
        List<Product> found = catalogue.search(words);
        log.info(AMPLITUDE, "Catalogue Searched", kv("query", words), kv("results", found.size()));
        return Reply.ok(found);
    }

    private Reply view(Call call) {
        Product product = catalogue.product(call.path("sku"));
        log.info(
                AMPLITUDE,
                "Product Viewed",
                kv("sku", product.sku()),
                kv("category", product.category()),
                kv("price", product.price()));
        return Reply.ok(product);
    }

    private Reply addLine(Call call) throws IOException {
        NewLine line = call.body(NewLine.class);
        Product product = catalogue.product(line.sku());
        return Reply.created(CartView.of(carts.add(call.path("id"), product, line.quantity())));
    }

    private Reply pay(Call call) throws IOException {
        String customerId = call.customerId();
        if (customerId == null) {
            return Reply.error(401, "sign up first");
        }
        Order order =
                checkout.pay(call.path("id"), customerId, call.body(Card.class).cardNumber());
        return Reply.created(OrderView.of(order));
    }

    private Reply signUp(Call call) throws IOException {
        NewCustomer form = call.body(NewCustomer.class);
        Customer customer = customers.signUp(form.name(), form.email(), form.company(), form.plan());
        return Reply.created(customer);
    }

    private Reply changePlan(Call call) throws IOException {
        String id = call.path("id");
        if (!id.equals(call.customerId())) {
            return Reply.error(403, "only customers themselves change their plan");
        }
        return Reply.ok(customers.changePlan(id, call.body(NewPlan.class).plan()));
    }

    private Reply refund(Call call) throws IOException {
        String reason = call.body(Refund.class).reason();
        if (reason == null || reason.isBlank()) {
            throw ShopException.invalid("a reason is needed");
        }
        return Reply.ok(OrderView.of(checkout.refund(call.path("id"), reason)));
    }

    private record NewLine(String sku, int quantity) {}

    private record Card(String cardNumber) {}

    private record NewCustomer(String name, String email, String company, Plan plan) {}

    private record NewPlan(Plan plan) {}

    private record Refund(String reason) {}

    private record CartView(String id, List<CartLine> lines, BigDecimal total) {
        static CartView of(Cart cart) {
            return new CartView(cart.id(), cart.lines(), cart.total());
        }
    }

    private record OrderView(String id, BigDecimal total, boolean refunded) {
        static OrderView of(Order order) {
            return new OrderView(order.id(), order.total(), order.refunded());
        }
    }
}
