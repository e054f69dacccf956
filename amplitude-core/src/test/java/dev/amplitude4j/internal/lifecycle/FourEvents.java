// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.lifecycle;

import dev.amplitude4j.internal.retry.EventIds;

/** Four events of four users on four devices. */
final class FourEvents implements EventIds {

    @Override
    public int count() {
        return 4;
    }

    @Override
    public String userId(int index) {
        return "user-" + index;
    }

    @Override
    public String deviceId(int index) {
        return "device-" + index;
    }
}
