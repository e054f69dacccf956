// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.store;

/**
 * Totals since start or reset, never cut by any bound.
 *
 * @param requests requests to ingest paths, whatever was answered
 * @param rejectedRequests those whose events were not taken
 * @param receipts events in all requests, repetitions included
 * @param events events in the store, duplicates left out
 * @param duplicates events that were ignored because their insert_id was seen within 7 days
 */
public record Counts(long requests, long rejectedRequests, long receipts, long events, long duplicates) {}
