// SPDX-License-Identifier: Apache-2.0
package com.oldshop;

/** Takes orders and cancels them. */
public interface OrderService {

    /** Places an order; the one returned has its new status. */
    Order place(Order order);

    /** Cancels an order that can still be cancelled. */
    void cancel(Order order, String reason);
}
