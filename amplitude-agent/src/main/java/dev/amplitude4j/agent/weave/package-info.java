// SPDX-License-Identifier: Apache-2.0
/**
 * Finds the classes and methods that rules mean, and weaves calls of the bridge into them, while they are loaded. What runs for
 * every class is a few comparisons; the bytecode library is first touched by a class that a rule means.
 */
package dev.amplitude4j.agent.weave;
