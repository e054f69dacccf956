// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.http;

/** A call of the query API that cannot be served; its message is answered. */
final class ApiException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    ApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
