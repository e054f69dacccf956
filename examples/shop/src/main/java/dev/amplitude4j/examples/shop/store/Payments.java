// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.store;

import java.math.BigDecimal;

/** Takes money from cards. Stands in for a payment provider: cards that end with 0002 are refused, as on its test system. */
final class Payments {

    void charge(String cardNumber, BigDecimal amount) {
        if (cardNumber == null || cardNumber.length() < 12) {
            throw ShopException.invalid("that is no card number");
        }
        if (cardNumber.endsWith("0002")) {
            throw ShopException.declined("the card was refused for " + amount + " EUR");
        }
    }
}
