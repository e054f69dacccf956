// SPDX-License-Identifier: Apache-2.0
package com.oldshop;

import java.math.BigDecimal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the service with orders of its own: {@code Main ORDERS PAUSE_MILLIS}; every fifth order is cancelled. */
public final class Main {

    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int CUSTOMERS = 200;

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        int orders = Integer.parseInt(args[0]);
        long pauseMillis = Long.parseLong(args[1]);
        OrderService service = new OrderServiceImpl();
        LOG.info("oldshop is open");
        for (int number = 1; number <= orders; number++) {
            Order order = new Order(number, "customer-" + number % CUSTOMERS, new BigDecimal(number).movePointLeft(1));
            service.place(order);
            if (number % 5 == 0) {
                cancel(service, order);
            }
            Thread.sleep(pauseMillis);
        }
        LOG.info("oldshop is closed after {} orders", orders);
    }

    private static void cancel(OrderService service, Order order) {
        try {
            service.cancel(order, "changed my mind");
        } catch (IllegalStateException e) {
            LOG.warn("not cancelled: {}", e.getMessage());
        }
    }
}
