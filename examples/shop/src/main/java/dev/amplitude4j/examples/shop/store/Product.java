// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.store;

import java.math.BigDecimal;

/**
 * A thing on sale. Immutable.
 *
 * @param price what one piece costs, in euros
 */
public record Product(String sku, String name, String category, BigDecimal price) {}
