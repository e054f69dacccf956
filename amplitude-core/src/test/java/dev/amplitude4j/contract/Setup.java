// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.contract;

/** The configurations that the contract asks for; each framework writes them in its own form. */
public enum Setup {

    /** Key and server, nothing else. */
    LEAST,

    /** The same with {@code anonymousDeviceId} set to {@code host-123}. */
    ANONYMOUS_DEVICE,

    /** The same with {@code includeErrorMessage} and {@code missingId} set to {@code drop}. */
    STRICT,

    /**
     * Nearly everything: user ids also under {@code userId}, addresses under {@code client_ip} and truncated; of the context
     * {@code tenant} and {@code experiment.*} as event properties, {@code plan} as user property, {@code X-Request-Id} as
     * {@code request_id}, {@code cart_total} as number; {@code service=checkout} on every event; {@code card*} denied,
     * {@code phone} masked, {@code email} hashed with a salt.
     */
    FULL,

    /**
     * Two rules for untagged records. Loggers {@code com.acme.audit.*}: {@code Order Placed} of
     * {@code Order (?<order_id>\d+) placed by (?<user_id>\S+) for (?<total>\S+)( as (?<gift>\w+))?} with a number, a flag and
     * {@code channel=legacy}. Loggers {@code com.acme.auth} and {@code com.acme.sso}: {@code Login} of
     * {@code login of (?<user_id>\w+)}.
     */
    RULES
}
