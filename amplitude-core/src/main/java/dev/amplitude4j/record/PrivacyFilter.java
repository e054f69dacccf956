// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.record;

import dev.amplitude4j.event.NameFilter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Decides by patterns of names what may leave the process: deny before hash before mask, in any case of letters. Asked by the
 * encoder for properties, nested ones included, and by the mapper for ids, on the thread that logs. A name seen before costs
 * no allocation. Thread-safe.
 */
final class PrivacyFilter implements NameFilter {

    /** Names whose values never leave the process. */
    static final List<String> ALWAYS_DENIED = Collections.unmodifiableList(
            Arrays.asList("password", "passwd", "secret", "token", "authorization", "cookie", "api_key"));

    static final String MASKED = "****";

    private static final String ALGORITHM = "HmacSHA256";
    private static final int HASH_BYTES = 16;

    /** Amplitude's own limit on texts; no name is longer when it is sent. */
    private static final int MAX_NAME_LENGTH = 1_024;

    private final NameGlobs deny;
    private final NameGlobs hash;
    private final NameGlobs mask;
    private final SecretKeySpec key;
    private final BoundedCache<Action> decisions = new BoundedCache<>();

    PrivacyFilter(MappingOptions options, Consumer<String> warnings) {
        List<String> denied = new ArrayList<>(ALWAYS_DENIED);
        denied.addAll(options.deny);
        deny = new NameGlobs(denied, true);
        hash = new NameGlobs(options.hash, true);
        mask = new NameGlobs(options.mask, true);
        key = options.hashSalt == null
                ? null
                : new SecretKeySpec(options.hashSalt.getBytes(StandardCharsets.UTF_8), ALGORITHM);
        if (key == null && !hash.isEmpty()) {
            warnings.accept("privacy: hash is set without hashSalt; those values are masked instead; set hashSalt");
        }
    }

    @Override
    public Action actionFor(String name) {
        Action known = decisions.get(name);
        return known != null ? known : decisions.put(name, decide(name));
    }

    /** The stricter of the actions for two names of the same value. */
    Action actionFor(String name, String otherName) {
        Action one = actionFor(name);
        Action other = actionFor(otherName);
        return strictness(other) > strictness(one) ? other : one;
    }

    @Override
    public String hash(String value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return hex(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException | RuntimeException noSuchAlgorithm) {
            return MASKED; // never the value itself
        }
    }

    /** The lower-case hexadecimal text of the first {@value #HASH_BYTES} bytes. */
    static String hex(byte[] digest) {
        StringBuilder text = new StringBuilder(2 * HASH_BYTES);
        for (int i = 0; i < HASH_BYTES; i++) {
            text.append(Character.forDigit((digest[i] >> 4) & 15, 16)).append(Character.forDigit(digest[i] & 15, 16));
        }
        return text.toString();
    }

    private Action decide(String longName) {
        String name = longName.length() > MAX_NAME_LENGTH ? longName.substring(0, MAX_NAME_LENGTH) : longName;
        if (deny.matches(name)) {
            return Action.DENY;
        }
        if (hash.matches(name)) {
            return key == null ? Action.MASK : Action.HASH;
        }
        return mask.matches(name) ? Action.MASK : Action.KEEP;
    }

    private static int strictness(Action action) {
        switch (action) {
            case KEEP:
                return 0;
            case MASK:
                return 1;
            case HASH:
                return 2;
            default:
                return 3;
        }
    }
}
