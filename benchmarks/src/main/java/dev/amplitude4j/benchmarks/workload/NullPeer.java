// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.workload;

/** Does nothing: what is measured with it is the driver itself. Thread-safe. */
public final class NullPeer implements Peer {

    private volatile boolean closed;

    @Override
    public void start(Target target) {}

    @Override
    public boolean log(Purchase purchase) {
        return !closed && purchase.orderId() != null;
    }

    @Override
    public void close() {
        closed = true;
    }
}
