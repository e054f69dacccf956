// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.event;

/**
 * One purchase or refund, logged through {@link Event#revenue}. Immutable. Price and revenue are amounts in the currency's
 * major unit; a negative amount is a refund.
 */
public final class Revenue {

    private final Double price;
    private final Integer quantity;
    private final Double revenue;
    private final String productId;
    private final String revenueType;
    private final String currency;
    private final String receipt;
    private final String receiptSig;

    private Revenue(Builder builder) {
        price = builder.price;
        quantity = builder.quantity;
        revenue = builder.revenue;
        productId = builder.productId;
        revenueType = builder.revenueType;
        currency = builder.currency;
        receipt = builder.receipt;
        receiptSig = builder.receiptSig;
    }

    /** A builder; {@link Builder#price} or {@link Builder#revenue} must be called. */
    public static Builder builder() {
        return new Builder();
    }

    void writeTo(EventSink sink) {
        sink.property("$productId", productId)
                .property("$quantity", quantity)
                .property("$price", price)
                .property("$revenueType", revenueType)
                .property("$currency", currency)
                .property("$receipt", receipt)
                .property("$receiptSig", receiptSig)
                .property("$revenue", revenue);
    }

    /** Collects the parts of a revenue; null leaves a part out. Not thread-safe. */
    public static final class Builder {

        private Double price;
        private Integer quantity;
        private Double revenue;
        private String productId;
        private String revenueType;
        private String currency;
        private String receipt;
        private String receiptSig;

        private Builder() {}

        /** Price of one item. */
        public Builder price(double price) {
            this.price = price;
            return this;
        }

        /** Number of items; Amplitude takes 1 when it is absent. */
        public Builder quantity(int quantity) {
            this.quantity = quantity;
            return this;
        }

        /** The whole amount; where there is a price, price times quantity wins over it. */
        public Builder revenue(double revenue) {
            this.revenue = revenue;
            return this;
        }

        /** What was bought. */
        public Builder productId(String productId) {
            this.productId = productId;
            return this;
        }

        /** Kind of revenue, for example {@code refund}. */
        public Builder revenueType(String revenueType) {
            this.revenueType = revenueType;
            return this;
        }

        /** ISO 4217 code in upper case. */
        public Builder currency(String currency) {
            this.currency = currency;
            return this;
        }

        /** Receipt of the store and its signature, for verification. */
        public Builder receipt(String receipt, String receiptSig) {
            this.receipt = receipt;
            this.receiptSig = receiptSig;
            return this;
        }

        /**
         * The revenue.
         *
         * @throws IllegalArgumentException if neither price nor revenue was set
         */
        public Revenue build() {
            if (price == null && revenue == null) {
                throw new IllegalArgumentException("revenue needs an amount: call price(...) or revenue(...)");
            }
            return new Revenue(this);
        }
    }
}
