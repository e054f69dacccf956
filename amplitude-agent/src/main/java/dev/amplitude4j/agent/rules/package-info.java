// SPDX-License-Identifier: Apache-2.0
/**
 * What the agent is told: the rules file and the agent's arguments, read into immutable values. Runs before the
 * application's {@code main}, so it stays with {@code java.io}, {@code java.util} and {@code java.util.regex}, and
 * links no lambda unless the file has settings of the client.
 */
package dev.amplitude4j.agent.rules;
