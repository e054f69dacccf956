// SPDX-License-Identifier: Apache-2.0
/** What stands in {@code java.lang} at run time: the bridge from woven code to the agent, and what puts it there. */
package dev.amplitude4j.agent.bridge;
