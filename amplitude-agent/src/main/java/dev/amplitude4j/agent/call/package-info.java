// SPDX-License-Identifier: Apache-2.0
/** What happens when a woven method is called: rules, values, and the event that is handed to the client. */
package dev.amplitude4j.agent.call;
