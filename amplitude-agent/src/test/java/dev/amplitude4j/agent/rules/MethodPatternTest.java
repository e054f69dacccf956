// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MethodPatternTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.B#c                         | ()V                                  | true",
                "a.B#c                         | (I)V                                 | true",
                "a.B#c()                       | (I)V                                 | false",
                "a.B#c()                       | ()V                                  | true",
                "a.B#c(int, long[])            | (I[J)V                               | true",
                "a.B#c(int, long...)           | (I[J)Ljava/lang/String;              | true",
                "a.B#c(int)                    | (J)V                                 | false",
                "a.B#c(String)                 | (Ljava/lang/String;)V                | true",
                "a.B#c(Order)                  | (Lcom/acme/Order;)V                  | true",
                "a.B#c(com.acme.Order)         | (Lcom/acme/Order;)V                  | true",
                "a.B#c(com.other.Order)        | (Lcom/acme/Order;)V                  | false",
                "a.B#c(com.acme.Shop.Order[])  | ([Lcom/acme/Shop$Order;)V            | true",
                "a.B#c(com.acme.Shop$Order)    | (Lcom/acme/Shop$Order;)V             | true",
                "a.B#c(Order)                  | (Lcom/acme/Reorder;)V                | false",
            })
    void parameters_matchAsTheyAreWritten(String pattern, String descriptor, boolean matches) throws SyntaxException {
        assertThat(MethodPattern.parse(pattern).matchesMethod("c", descriptor)).isEqualTo(matches);
        assertThat(MethodPattern.parse(pattern).matchesMethod("d", descriptor)).isFalse();
    }

    @Test
    void class_isMatchedExactlyAndPackageWithAllBelowIt() throws SyntaxException {
        MethodPattern exact = MethodPattern.parse("com.acme.Shop$Order#place");
        assertThat(exact.matchesClass("com/acme/Shop$Order")).isTrue();
        assertThat(exact.matchesClass("com/acme/Shop")).isFalse();
        MethodPattern below = MethodPattern.parse("com.acme.*#place");
        assertThat(below.matchesClass("com/acme/Shop")).isTrue();
        assertThat(below.matchesClass("com/acme/deep/Shop")).isTrue();
        assertThat(below.matchesClass("com/acmeShop")).isFalse();
        assertThat(below).hasToString("com.acme.*#place");
    }

    @Test
    void methodOfAPackage_mayHaveThePackagesName_butNoneThatOfItsClass() throws SyntaxException {
        assertThat(MethodPattern.parse("com.acme.order.*#order")).hasToString("com.acme.order.*#order");
        assertThatThrownBy(() -> MethodPattern.parse("com.acme.Order#Order")).hasMessageContaining("constructors");
        assertThatThrownBy(() -> MethodPattern.parse("com.acme.Shop$Order#Order"))
                .hasMessageContaining("constructors");
    }
}
