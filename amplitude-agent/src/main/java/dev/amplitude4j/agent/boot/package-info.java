// SPDX-License-Identifier: Apache-2.0
/**
 * All that the application's class path sees of the agent: the entry points, and the loader that everything else is hidden in.
 * Java 8, types of the JDK alone, no lambdas, no NIO, no logging: it runs before the application's {@code main}.
 */
package dev.amplitude4j.agent.boot;
