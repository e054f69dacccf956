// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BalanceTest {

    @Test
    void balance_holdsIfAllArrivedOnce() {
        Balance balance = new Balance(12, 12, 0, 0, 12, 12);

        assertThat(balance.holds()).isTrue();
        assertThat(balance.line()).isEqualTo("demo: accepted=12 delivered=12 dropped=0 pending=0 received=12");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0, 0, 0", // nothing was sent at all
        "12, 11, 0, 0, 11, 11", // one is unaccounted for
        "12, 11, 1, 0, 11, 11", // one was dropped
        "12, 11, 0, 1, 11, 11", // one is still on its way
        "12, 12, 0, 0, 11, 11", // one was confirmed and is not there
        "12, 12, 0, 0, 13, 13", // one is there and was never confirmed
        "12, 12, 0, 0, 12, 11", // one came twice
        "12, 13, -1, 0, 13, 13",
    })
    void balance_doesNotHoldIfAnythingIsAmiss(
            long accepted, long delivered, long dropped, long pending, long received, long distinct) {
        Balance balance = new Balance(accepted, delivered, dropped, pending, received, distinct);

        assertThat(balance.holds()).isFalse();
        assertThat(balance.line())
                .isEqualTo("demo: accepted=%d delivered=%d dropped=%d pending=%d received=%d"
                        .formatted(accepted, delivered, dropped, pending, received));
    }
}
