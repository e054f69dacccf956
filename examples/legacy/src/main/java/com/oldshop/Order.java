// SPDX-License-Identifier: Apache-2.0
package com.oldshop;

import java.math.BigDecimal;

/** An order, as the web tier hands it in. */
public class Order {

    private final int number;
    private final String customerId;
    private final BigDecimal total;
    private String status = "NEW";

    public Order(int number, String customerId, BigDecimal total) {
        this.number = number;
        this.customerId = customerId;
        this.total = total;
    }

    public int getNumber() {
        return number;
    }

    public String getCustomerId() {
        return customerId;
    }

    public BigDecimal getTotal() {
        return total;
    }

    public String getStatus() {
        return status;
    }

    public void setStatus(String status) {
        this.status = status;
    }
}
