// SPDX-License-Identifier: Apache-2.0
package com.acme;

/** Places orders, as many as its first argument says, or with none until its input ends. */
public final class Busy {

    private static final int CUSTOMERS = 500;

    private Busy() {}

    public static void main(String[] args) throws Exception {
        Shop shop = new Shop();
        if (args.length > 0) {
            for (int i = 0; i < Integer.parseInt(args[0]); i++) {
                place(shop, i);
            }
            return;
        }
        long placed = 0;
        while (System.in.available() == 0) {
            place(shop, (int) (placed++ % CUSTOMERS));
            Thread.sleep(1);
        }
        System.out.println(placed);
    }

    private static void place(Shop shop, int number) {
        shop.place(new Shop.Order("customer-" + number % CUSTOMERS, "1"));
    }
}
