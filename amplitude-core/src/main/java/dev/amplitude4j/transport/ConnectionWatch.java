// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.transport;

import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;

/** Sees what becomes of a call: whether it goes over a kept connection, and whether it is cancelled. OkHttp's threads report. */
final class ConnectionWatch extends EventListener {

    private volatile boolean made;
    private volatile boolean acquired;
    private volatile Runnable whenCancelled = () -> {};

    /** Set before the call begins. */
    void whenCancelled(Runnable action) {
        whenCancelled = action;
    }

    boolean isKept() {
        return acquired && !made;
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        made = true;
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        acquired = true;
    }

    @Override
    public void canceled(Call call) {
        whenCancelled.run();
    }
}
