// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import java.util.Locale;
import java.util.Set;

/**
 * Keeps web pages out: a page whose host name was bent to 127.0.0.1 sends that name as {@code Host}, and a page from
 * elsewhere sends its own {@code Origin}. Immutable, any thread.
 */
final class HostCheck {

    private final Set<String> allowedNames;

    HostCheck(Set<String> allowedNames) {
        this.allowedNames = Set.copyOf(allowedNames);
    }

    boolean allows(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (host == null || !allowedNames.contains(withoutPort(host).toLowerCase(Locale.ROOT))) {
            return false;
        }
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        String scheme = exchange instanceof HttpsExchange ? "https://" : "http://";
        return origin == null || origin.equalsIgnoreCase(scheme + host);
    }

    /** The port is left open, because a proxy in front of the emulator has another. */
    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }
}
