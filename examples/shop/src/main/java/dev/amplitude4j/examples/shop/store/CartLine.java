// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.store;

import java.math.BigDecimal;

/** So many pieces of one product. Immutable. */
public record CartLine(Product product, int quantity) {

    /** What the pieces cost together, in euros. */
    public BigDecimal amount() {
        return product.price().multiply(BigDecimal.valueOf(quantity));
    }
}
