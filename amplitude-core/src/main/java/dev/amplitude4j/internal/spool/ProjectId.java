// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.spool;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/** Tells projects that share a directory apart, without giving the API key away. */
public final class ProjectId {

    private static final int BYTES = 8;

    private ProjectId() {}

    /** Sixteen hexadecimal digits for the events that go to {@code endpoint} with that key. */
    public static String of(String endpoint, String apiKey) {
        try {
            String text = "amp1|" + endpoint + "|" + apiKey;
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            byte[] front = new byte[BYTES];
            System.arraycopy(hash, 0, front, 0, BYTES);
            return String.format(Locale.ROOT, "%016x", new BigInteger(1, front));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
