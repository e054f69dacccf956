// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.store;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a customer bought and paid for. Immutable.
 *
 * @param total what was paid after the discount, in euros
 */
public record Order(String id, Customer customer, List<CartLine> lines, BigDecimal total, boolean refunded) {

    Order asRefunded() {
        return new Order(id, customer, lines, total, true);
    }
}
