// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.store;

import java.math.BigDecimal;

/** What a customer's company subscribed to. */
public enum Plan {
    FREE("1.00"),
    PLUS("0.95"),
    PRO("0.90");

    private final BigDecimal factor;

    Plan(String factor) {
        this.factor = new BigDecimal(factor);
    }

    /** What remains of a price after this plan's discount. */
    BigDecimal factor() {
        return factor;
    }
}
