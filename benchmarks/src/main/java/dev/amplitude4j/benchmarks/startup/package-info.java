// SPDX-License-Identifier: Apache-2.0
/** What agents add to the start of programs: real processes, one after the other, all contestants in turn. */
package dev.amplitude4j.benchmarks.startup;
