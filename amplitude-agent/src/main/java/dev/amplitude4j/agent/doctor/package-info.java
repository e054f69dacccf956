// SPDX-License-Identifier: Apache-2.0
/**
 * The command {@code doctor}: reads rules and the class files of an application, runs neither, and says what the agent
 * would do.
 */
package dev.amplitude4j.agent.doctor;
