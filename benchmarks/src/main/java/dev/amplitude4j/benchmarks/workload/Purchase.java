// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.workload;

/**
 * The raw values of one event, from which every peer builds its own event inside the timed call. Filled again and again by
 * {@link Purchases}, so nothing of it may be kept but the strings; one thread.
 */
public final class Purchase {

    /** The name of every event. */
    public static final String EVENT_TYPE = "order completed";

    /** Begins every order id and stands nowhere else, so that a server counts events by it in any protocol. */
    public static final String MARK = "order-no-";

    /** Digits after {@link #MARK}. */
    public static final int MARK_DIGITS = 8;

    String userId;
    String deviceId;
    String orderId;
    double total;
    int items;
    boolean firstOrder;
    String currency;
    String paymentMethod;
    String city;
    long tookMillis;
    String note;

    Purchase() {}

    /** The buyer. */
    public String userId() {
        return userId;
    }

    /** The buyer's device. */
    public String deviceId() {
        return deviceId;
    }

    /** {@link #MARK} and a number. */
    public String orderId() {
        return orderId;
    }

    /** Price of all. */
    public double total() {
        return total;
    }

    /** Number of items. */
    public int items() {
        return items;
    }

    /** Whether the buyer is new. */
    public boolean firstOrder() {
        return firstOrder;
    }

    /** A code of three letters. */
    public String currency() {
        return currency;
    }

    /** One of a few. */
    public String paymentMethod() {
        return paymentMethod;
    }

    /** Not all in ASCII. */
    public String city() {
        return city;
    }

    /** How long the purchase took. */
    public long tookMillis() {
        return tookMillis;
    }

    /** Text that makes the event large; null if it is to be small, and then left out. */
    public String note() {
        return note;
    }
}
