// SPDX-License-Identifier: Apache-2.0
/**
 * Reads values out of the application's objects on its threads, and turns them at once into texts, numbers, booleans and lists
 * of these. Nothing of the application is kept, and nothing of it is called that a path does not name.
 */
package dev.amplitude4j.agent.capture;
