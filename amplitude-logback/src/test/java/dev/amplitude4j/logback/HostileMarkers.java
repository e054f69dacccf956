// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Marker;

/** Markers as nobody should make them, which SLF4J's interface allows all the same. */
final class HostileMarkers {

    private HostileMarkers() {}

    /** Throws at every call. */
    static Marker throwing() {
        return (Marker) Proxy.newProxyInstance(
                Marker.class.getClassLoader(), new Class<?>[] {Marker.class}, (proxy, method, arguments) -> {
                    throw new IllegalStateException(method.getName());
                });
    }

    /** Refers to itself, twice; counts how often it is asked. */
    static Marker circular(AtomicInteger walks) {
        return (Marker) Proxy.newProxyInstance(
                Marker.class.getClassLoader(),
                new Class<?>[] {Marker.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getName" -> "CIRCLE";
                    case "hasReferences" -> true;
                    case "iterator" -> {
                        walks.incrementAndGet();
                        yield List.of(proxy, proxy).iterator();
                    }
                    default -> System.identityHashCode(proxy);
                });
    }
}
