// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.workload;

/** Hands out the raw values of one event after the other, out of tables that are made once. One thread. */
public final class Purchases {

    /** Different order ids; up to so many events, a server sees which of them arrived, and how often. */
    public static final int ORDER_IDS = 1 << 16;

    private static final String[] ORDERS = texts(ORDER_IDS, Purchase.MARK, Purchase.MARK_DIGITS);
    private static final String[] CURRENCIES = {"EUR", "USD", "GBP", "JPY"};
    private static final String[] PAYMENTS = {"credit card", "invoice", "direct debit", "gift card"};
    private static final String[] CITIES = {"K\u00f6ln", "Berlin", "S\u00e3o Paulo", "Z\u00fcrich", "Oslo"};

    private static final int IDENTITY_DIGITS = 6;
    private static final double CENTS = 100.0;

    private final String[] users;
    private final String[] devices;
    private final int hotUserPercent;
    private final Purchase purchase = new Purchase();
    private int next;

    /**
     * Values for one thread.
     *
     * @param first number of the first order, so that threads count apart
     * @param identities how many different users there are, each with a device of their own
     * @param noteChars length of the text that makes an event larger; 0 for none
     * @param hotUserPercent how many of a hundred events are of the first user, beside that user's share
     */
    public Purchases(int first, int identities, int noteChars, int hotUserPercent) {
        this.next = first;
        this.users = texts(identities, "user-", IDENTITY_DIGITS);
        this.devices = texts(identities, "device-", IDENTITY_DIGITS);
        this.hotUserPercent = hotUserPercent;
        this.purchase.note = noteChars == 0 ? null : "n".repeat(noteChars);
    }

    /** The next values, in an object that is the same each time. */
    public Purchase next() {
        int n = next++;
        int identity = n % 100 < hotUserPercent ? 0 : Math.floorMod(n, users.length);
        purchase.userId = users[identity];
        purchase.deviceId = devices[identity];
        purchase.orderId = ORDERS[n & (ORDER_IDS - 1)];
        purchase.total = (n % 100_000) / CENTS;
        purchase.items = 1 + n % 12;
        purchase.firstOrder = n % 7 == 0;
        purchase.currency = CURRENCIES[n & 3];
        purchase.paymentMethod = PAYMENTS[(n >> 2) & 3];
        purchase.city = CITIES[n % CITIES.length];
        purchase.tookMillis = 40L + n % 2_000;
        return purchase;
    }

    /** Made without a formatter, which would keep the JIT busy while something is measured. */
    private static String[] texts(int count, String prefix, int digits) {
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            String number = Integer.toString(i);
            texts[i] = prefix + "0".repeat(digits - number.length()) + number;
        }
        return texts;
    }
}
