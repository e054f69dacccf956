// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

/** Hears of classes and methods that are meant and stay as they are. Called on threads that load classes, or by the doctor. */
public interface Failures {

    /** A class or a method that is meant stays as it is; {@code reason} says why. */
    void failed(String what, Throwable reason);
}
