// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.encode;

import dev.amplitude4j.internal.json.JsonWriter;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * Makes de-duplication keys of 128 random bits without allocating: the generator xoshiro256++ of Blackman and Vigna, begun at
 * 256 bits of {@link SecureRandom}. The keys must not repeat; they need not be unpredictable. Owned by one encoder.
 */
final class InsertIds {

    private long s0;
    private long s1;
    private long s2;
    private long s3;

    InsertIds() {
        byte[] seed = new byte[4 * Long.BYTES];
        new SecureRandom().nextBytes(seed);
        ByteBuffer longs = ByteBuffer.wrap(seed);
        s0 = longs.getLong();
        s1 = longs.getLong();
        s2 = longs.getLong();
        // the one state that must not be is all zeros
        s3 = longs.getLong() | 1;
    }

    void write(JsonWriter json) {
        json.uuid(next(), next());
    }

    private long next() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long shifted = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }
}
