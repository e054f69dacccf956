// SPDX-License-Identifier: Apache-2.0
package com.oldshop;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The service behind the web tier. */
public class OrderServiceImpl implements OrderService {

    private static final Logger LOG = LoggerFactory.getLogger(OrderServiceImpl.class);
    private static final Logger AUDIT = LoggerFactory.getLogger("com.oldshop.audit.Orders");

    @Override
    public Order place(Order order) {
        order.setStatus("PLACED");
        AUDIT.info("Order {} placed by {} for {}", order.getNumber(), order.getCustomerId(), order.getTotal());
        LOG.debug("order {} is on its way to the warehouse", order.getNumber());
        return order;
    }

    @Override
    public void cancel(Order order, String reason) {
        if (order.getNumber() % 10 == 0) {
            throw new IllegalStateException("order " + order.getNumber() + " has left the warehouse");
        }
        order.setStatus("CANCELLED");
        AUDIT.warn("Order " + order.getNumber() + " cancelled by " + order.getCustomerId() + ": " + reason);
    }
}
