// SPDX-License-Identifier: Apache-2.0
package com.acme.shop;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.stereotype.Service;

/** Takes orders. The cache makes it a bean whose callers meet a subclass that Spring generates. */
@Service
public class OrderService {

    private static final Logger LOG = LoggerFactory.getLogger(OrderService.class);

    /** What an order comes to, in cents. */
    @CacheEvict("orders")
    public long place(String customer, int items) {
        return items * 250L;
    }

    /** Says that the order is cancelled, and does nothing else. */
    public void cancel(String customer, int number) {
        LOG.info("Order {} cancelled by {}", number, customer);
    }
}
