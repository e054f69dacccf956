// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.transport;

import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;

/** Tells whether a call went over a connection that an earlier one had made. OkHttp's threads report. */
final class ConnectionWatch extends EventListener {

    private volatile boolean made;
    private volatile boolean acquired;

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        made = true;
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
        acquired = true;
    }

    boolean isKept() {
        return acquired && !made;
    }
}
