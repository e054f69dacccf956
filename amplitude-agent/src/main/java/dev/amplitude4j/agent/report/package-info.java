// SPDX-License-Identifier: Apache-2.0
/** What the agent says of itself: its own log and its status file. Nothing goes through the application's logging. */
package dev.amplitude4j.agent.report;
