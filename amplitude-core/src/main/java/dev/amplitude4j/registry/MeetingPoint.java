// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.registry;

import dev.amplitude4j.AmplitudeClient;
import dev.amplitude4j.options.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.BiFunction;

/**
 * Where copies of this library meet that cannot see each other's classes: the agent's, and those of applications. The agent
 * offers its client there; front ends whose events have the same way to go join it, rather than start another. Without an agent
 * there is no such place, and nothing here does anything. Any thread.
 */
public final class MeetingPoint {

    /** The agent's bridge, a class that every class loader finds; its field holds what is offered, by name. */
    private static final String BRIDGE = "java.lang.$Amplitude4j";

    private static final String FIELD = "HUB";

    /** The name that a client is offered by. Changes when the functions of a port do, so that versions that differ part. */
    public static final String NAME = "client 1";

    private static final String RELEASE = "release";

    private MeetingPoint() {}

    /**
     * What the agent puts there: asked by front ends with {@link #way} and the directory of their spool or null, it gives the
     * functions of the client, started, or null if they have to start one of their own.
     *
     * @param options of a client that the agent holds a lease on, which keeps it open
     * @param start takes that lease if that was not done yet; runs before anybody joins
     */
    public static BiFunction<String, String, Map<String, Object>> offer(Options options, Runnable start) {
        return new Offer(options, start);
    }

    /** The client of those options that is to be used in place of an own one, if there is any. */
    static Optional<AmplitudeClient> join(Options options) {
        if (options.transport() != null || options.uploadDelegate() != null) {
            return Optional.empty(); // objects of the user's that have to do with the delivery
        }
        try {
            return join(
                    options, Class.forName(BRIDGE, false, null).getField(FIELD).get(null));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return Optional.empty(); // no agent, or one that means something else by these names
        }
    }

    @SuppressWarnings("unchecked")
    private static Optional<AmplitudeClient> join(Options options, Object hub) {
        Object offer = ((Map<String, Object>) hub).get(NAME);
        if (offer == null || offer instanceof Offer) {
            return Optional.empty(); // nothing is offered, or by this very copy
        }
        Path spool = options.spoolDirectory();
        Map<String, Object> port = ((BiFunction<String, String, Map<String, Object>>) offer)
                .apply(way(options), spool == null ? null : spool.toString());
        return port == null
                ? Optional.empty()
                : Optional.of(AmplitudeClient.join(options, port, (Runnable) port.get(RELEASE)));
    }

    /**
     * A digest of where events go and what counts as delivered: all that events must have in common to be in one request. How
     * many go together, how fast and how often is up to the client that takes them in.
     */
    private static String way(Options o) {
        StringJoiner text = new StringJoiner("\n");
        text.add(o.apiKey()).add(o.uploadUrl() + " " + o.useBatchWhenThrottled());
        text.add(o.minIdLength() + " " + o.isGzip() + " " + o.acceptAny2xx());
        text.add(o.clientName() == null ? "-" : "+" + o.clientName());
        o.trustedCertificates().forEach(certificate -> text.add(certificate.toString()));
        return Fingerprint.digest(text.toString());
    }

    /** A class of its own, and no lambda, since it is made before the {@code main} of the application. */
    private static final class Offer implements BiFunction<String, String, Map<String, Object>> {
        private final Options options;
        private final Runnable start;

        Offer(Options options, Runnable start) {
            this.options = options;
            this.start = start;
        }

        @Override
        public Map<String, Object> apply(String way, String spoolDirectory) {
            boolean isSpoolOurs = spoolDirectory == null
                    || (options.spoolDirectory() != null
                            && spoolDirectory.equals(options.spoolDirectory().toString()));
            if (!isSpoolOurs || !way.equals(way(options))) {
                return null;
            }
            start.run();
            Guest guest = new Guest();
            Lease lease = ClientRegistry.shared().acquire(options, guest);
            Runnable release = () -> guest.leave(lease);
            Map<String, Object> port = new HashMap<>(lease.client().port());
            port.put(RELEASE, release);
            return port;
        }
    }

    /** Stands for a client that joined: its own registry closes it, at the exit of the JVM at the latest. */
    private static final class Guest implements LeaseOwner {
        @Override
        public boolean isStoppedAtExit() {
            return true;
        }

        void leave(Lease lease) {
            lease.release();
            ClientRegistry.shared().ownerStopped(this, Duration.ZERO);
        }
    }
}
