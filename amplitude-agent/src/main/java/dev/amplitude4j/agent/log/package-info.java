// SPDX-License-Identifier: Apache-2.0
/**
 * Makes events of records that the woven log calls hand over, on the threads that log. Classes of the application's logging are
 * known by the names of their methods alone, so that any version and any number of copies will do.
 */
package dev.amplitude4j.agent.log;
