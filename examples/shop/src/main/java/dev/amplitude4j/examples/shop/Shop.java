// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop;

import dev.amplitude4j.examples.shop.store.Carts;
import dev.amplitude4j.examples.shop.store.Catalogue;
import dev.amplitude4j.examples.shop.store.Checkout;
import dev.amplitude4j.examples.shop.store.Customers;
import dev.amplitude4j.examples.shop.store.Orders;
import dev.amplitude4j.examples.shop.web.ShopApi;
import dev.amplitude4j.examples.shop.web.ShopServer;
import java.io.IOException;
import java.time.Clock;

/**
 * A small coffee shop over HTTP. It knows nothing of analytics but log lines: those with an AMPLITUDE marker become events.
 * What logs behind SLF4J is not its business either: see {@code examples/shop-logback} and {@code examples/shop-log4j2}.
 */
public final class Shop {

    private static final int DEFAULT_PORT = 8080;

    private Shop() {}

    /** Runs the shop until the process is stopped: {@code Shop [--port 8080]}. */
    public static void main(String[] args) throws IOException {
        ShopServer server = open(port(args));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shop-close"));
        System.out.println("shop: " + server.url() + "/products");
    }

    /** Opens a shop with empty books at that port, or at any free one for 0. */
    public static ShopServer open(int port) throws IOException {
        Carts carts = new Carts();
        Customers customers = new Customers(Clock.systemUTC());
        Checkout checkout = new Checkout(carts, customers, new Orders());
        return ShopServer.open(port, new ShopApi(Catalogue.ofCoffee(), carts, customers, checkout));
    }

    private static int port(String[] args) {
        if (args.length == 0) {
            return DEFAULT_PORT;
        }
        if (args.length == 2 && args[0].equals("--port")) {
            return Integer.parseInt(args[1]);
        }
        throw new IllegalArgumentException("usage: Shop [--port " + DEFAULT_PORT + "]");
    }
}
