// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.registry;

import dev.amplitude4j.internal.AmplitudeThread;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What happens to clients when the JVM exits and nobody has closed them. Where somebody else is known to do that, it only
 * flushes and waits for them; otherwise it closes once no new event has come for a while, since hooks of the application run
 * at the same time and may log.
 */
final class ExitHook {

    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final ClientRegistry registry;
    private Thread hook;

    /** Once true, a client that begins has nobody to close it. */
    private volatile boolean goingDown;

    ExitHook(ClientRegistry registry) {
        this.registry = registry;
    }

    /** Called under the registry's lock. False if the JVM is going down already, so that the hook will not run for newcomers. */
    boolean register() {
        if (hook != null || goingDown) {
            return !goingDown;
        }
        hook = new AmplitudeThread(this::run, "amplitude-exit");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return true;
        } catch (IllegalStateException e) {
            hook = null;
            goingDown = true;
            return false;
        }
    }

    /** Called under the registry's lock: a hook keeps its class loader alive. */
    void unregister() {
        if (hook == null) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            hook = null;
        } catch (IllegalStateException e) {
            goingDown = true; // it runs now, or is about to, and finds nothing to do
        }
    }

    private void run() {
        goingDown = true;
        long startNanos = System.nanoTime();
        // Asked once: an owner that stops meanwhile does not tell any more that it was going to.
        Map<SharedClient, List<LeaseOwner>> stoppers = registry.stoppedAtExit();
        stoppers.forEach((shared, owners) -> {
            if (owners.isEmpty()) {
                awaitQuiet(shared, deadlineNanos(shared, startNanos));
            }
        });
        // All at once: one server that does not answer may use up the time.
        stoppers.keySet().forEach(SharedClient::send);
        stoppers.forEach((shared, owners) -> end(shared, owners, deadlineNanos(shared, startNanos)));
    }

    /** The owners that stop it close it, unless somebody else holds it too; those that take longer do so later. */
    private void end(SharedClient shared, List<LeaseOwner> owners, long deadlineNanos) {
        if (owners.isEmpty()) {
            close(shared, deadlineNanos);
        } else if (registry.awaitStop(shared, owners, deadlineNanos)) {
            awaitQuiet(shared, deadlineNanos);
            close(shared, deadlineNanos);
        }
    }

    private static long deadlineNanos(SharedClient shared, long startNanos) {
        return startNanos + shared.shutdownTimeout().toNanos();
    }

    private void close(SharedClient shared, long deadlineNanos) {
        if (registry.remove(shared)) {
            shared.shutdown(ClientRegistry.leftUntil(deadlineNanos));
        }
    }

    private static void awaitQuiet(SharedClient shared, long deadlineNanos) {
        if (!shared.isStarted()) {
            return;
        }
        long accepted = shared.client().stats().accepted();
        long quietSinceNanos = System.nanoTime();
        while (System.nanoTime() - deadlineNanos < 0 && System.nanoTime() - quietSinceNanos < QUIET_NANOS) {
            shared.client().flush(Duration.ofNanos(QUIET_NANOS));
            LockSupport.parkNanos(LOOK_NANOS);
            long acceptedNow = shared.client().stats().accepted();
            if (acceptedNow != accepted) {
                accepted = acceptedNow;
                quietSinceNanos = System.nanoTime();
            }
        }
    }
}
