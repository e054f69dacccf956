// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.amplitude4j.internal.Redactor;
import dev.amplitude4j.transport.UploadResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** Lets a response reader judge whatever answer a fuzzer thinks of, and checks what must hold of every verdict. */
public final class AnswerFuzzer {

    /** The key that no message may repeat. */
    static final String KEY = "0123456789abcdef0123456789abcdef";

    private static final int EVENTS = 10;
    private static final int HEAD_BYTES = 4;
    private static final ResponseReader READER = new ResponseReader(new Redactor(KEY), false);

    private AnswerFuzzer() {}

    /** Called by Jazzer, again and again, with bytes of its own making. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length >= HEAD_BYTES) {
            ByteBuffer head = ByteBuffer.wrap(input);
            int status = Math.floorMod(head.getShort(), 1_000);
            byte retryAfter = head.get();
            boolean gzip = head.get() % 2 == 0;
            byte[] body = Arrays.copyOfRange(input, HEAD_BYTES, input.length);
            check(status, retryAfter < 0 ? null : Integer.toString(retryAfter), body, gzip, "");
        }
    }

    /** The input of {@link #fuzzerTestOneInput} that stands for an answer. */
    static byte[] input(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(HEAD_BYTES + bytes.length)
                .putShort((short) status)
                .put((byte) -1)
                .put((byte) 1)
                .put(bytes)
                .array();
    }

    /** Fails unless the verdict on an answer is one that may be. */
    static void check(int status, String retryAfter, byte[] body, boolean gzip, String about) {
        Verdict verdict = READER.read(new UploadResponse(status, retryAfter, body), new TenEvents(), gzip, 0);
        int delivered = verdict.count(Fate.DELIVERED);
        assertThat(verdict.fate(EVENTS - 1)).as(about).isNotNull();
        assertThat(verdict.minWaitNanos())
                .as(about)
                .isBetween(0L, Duration.ofMinutes(5).toNanos());
        assertThat(delivered == 0 || (delivered == EVENTS && status == 200))
                .as(about)
                .isTrue();
        assertThat(verdict.problem() == null || !verdict.problem().contains(KEY))
                .as(about)
                .isTrue();
        if (status != 400 && status != 413) {
            assertThat(verdict.countDropped()).as(about).isZero();
        }
    }

    private static final class TenEvents implements EventIds {
        @Override
        public int count() {
            return EVENTS;
        }

        @Override
        public String userId(int index) {
            return "user-" + index;
        }

        @Override
        public String deviceId(int index) {
            return index % 2 == 0 ? "device-" + index : null;
        }
    }
}
