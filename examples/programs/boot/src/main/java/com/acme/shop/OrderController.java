// SPDX-License-Identifier: Apache-2.0
package com.acme.shop;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The shop's two requests. Its parameters have their names from the class file. */
@RestController
public class OrderController {

    private final OrderService orders;

    /** With the bean that Spring has made. */
    public OrderController(OrderService orders) {
        this.orders = orders;
    }

    /** Places an order. */
    @PostMapping("/orders")
    public long place(@RequestParam String customer, @RequestParam int items) {
        return orders.place(customer, items);
    }

    /** Cancels one. */
    @PostMapping("/orders/{number}/cancel")
    public void cancel(@PathVariable int number, @RequestParam String customer) {
        orders.cancel(customer, number);
    }
}
