// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.store;

/** Something the shop cannot do for a visitor, in words that may be shown to them. */
public final class ShopException extends RuntimeException {

    /** Why the shop cannot do it. */
    public enum Reason {
        INVALID,
        NOT_FOUND,
        CONFLICT,
        DECLINED
    }

    private final Reason reason;

    private ShopException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public static ShopException invalid(String message) {
        return new ShopException(Reason.INVALID, message);
    }

    static ShopException notFound(String what) {
        return new ShopException(Reason.NOT_FOUND, "there is no " + what);
    }

    static ShopException conflict(String message) {
        return new ShopException(Reason.CONFLICT, message);
    }

    static ShopException declined(String message) {
        return new ShopException(Reason.DECLINED, message);
    }
}
