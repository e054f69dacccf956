// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.examples.shop.web;

/**
 * What a route answers. Immutable.
 *
 * @param status the HTTP status
 * @param body written as JSON
 */
record Reply(int status, Object body) {

    static Reply ok(Object body) {
        return new Reply(200, body);
    }

    static Reply created(Object body) {
        return new Reply(201, body);
    }

    static Reply error(int status, String message) {
        return new Reply(status, new Problem(message));
    }

    private record Problem(String error) {}
}
