// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

/** Says that a text of the rules' small languages cannot be read, why, and from which character on. */
public class SyntaxException extends Exception {

    private final int offset;
    private final String expected;

    /** {@code expected} holds nothing of what was written. */
    SyntaxException(int offset, String expected) {
        this(offset, expected, "");
    }

    /** {@code hint} follows where what was written may be shown. */
    SyntaxException(int offset, String expected, String hint) {
        super(expected + hint, null, false, false);
        this.offset = offset;
        this.expected = expected;
    }

    /** The index of the first character that is wrong. */
    public int offset() {
        return offset;
    }

    /** What should stand there, without a word of what does. */
    public String expected() {
        return expected;
    }

    /** The same mistake in a longer text, {@code characters} further right. */
    SyntaxException movedBy(int characters) {
        return new SyntaxException(offset + characters, expected, getMessage().substring(expected.length()));
    }
}
