// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.judge;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a request is told. Made by the checks, written by the HTTP side.
 *
 * @param status the HTTP status, equal to the body's {@code code}
 * @param body the JSON body
 * @param reason why the request was refused, in words; null when it was accepted
 */
public record Answer(int status, ObjectNode body, String reason) {}
