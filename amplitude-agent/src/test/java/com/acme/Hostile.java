// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;

/** An application whose values are no good, for JVMs of their own. */
public final class Hostile {

    /** Asks for its time. */
    public static final class Slow {
        public String getName() {
            LockSupport.parkNanos(2_000_000);
            return "slow";
        }
    }

    /** Throws whatever it is asked for. */
    public static final class Throwing {
        private final String name;

        Throwing(String name) {
            this.name = name;
        }

        public String getName() {
            return Objects.requireNonNull(name, "no name");
        }
    }

    public String slow(Slow value) {
        return "served";
    }

    public String unwanted(Slow value) {
        return "served";
    }

    public CompletionStage<String> later(Slow value) {
        return CompletableFuture.completedFuture("served");
    }

    public String throwing(Throwing value) {
        return "served";
    }

    /** A future that nobody can wait for. */
    public CompletionStage<?> broken() {
        return (CompletionStage<?>) Proxy.newProxyInstance(
                Hostile.class.getClassLoader(), new Class<?>[] {CompletionStage.class}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException("no " + method.getName());
                });
    }

    /** Calls each so often, and says what came of it. */
    public static void main(String[] args) {
        Hostile hostile = new Hostile();
        int times = Integer.parseInt(args[0]);
        int served = 0;
        for (int i = 0; i < times; i++) {
            served += hostile.slow(new Slow()).length();
            served += hostile.unwanted(new Slow()).length();
            served += hostile.later(new Slow()) == null ? 0 : 1;
            served += hostile.throwing(new Throwing(null)).length();
            served += hostile.broken() == null ? 0 : 1;
        }
        System.out.println("served " + served);
    }
}
