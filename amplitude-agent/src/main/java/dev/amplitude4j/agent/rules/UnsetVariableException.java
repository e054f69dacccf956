// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

/** Says that a variable is not set in this process, which it may be in another. */
final class UnsetVariableException extends SyntaxException {

    UnsetVariableException(int offset, String expected) {
        super(offset, expected);
    }
}
