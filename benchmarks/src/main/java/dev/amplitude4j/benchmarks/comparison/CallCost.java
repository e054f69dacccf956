// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.comparison;

/**
 * What a benchmark of single calls read. Immutable.
 *
 * @param name class and method
 * @param nanos of a call, by the clock
 * @param cpuNanos of the calling thread
 * @param bytes that the calling thread allocated
 */
record CallCost(String name, double nanos, double cpuNanos, double bytes) {}
