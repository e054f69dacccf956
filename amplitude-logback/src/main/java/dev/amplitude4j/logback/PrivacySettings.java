// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import dev.amplitude4j.record.MappingOptions;
import java.util.ArrayList;
import java.util.List;

/** The element {@code <privacy>}: what never leaves the process as it is. Patterns of names, in any case, nested keys included.
 * Filled by Joran on the thread that configures. */
public final class PrivacySettings {

    private final List<String> deny = new ArrayList<>();
    private final List<String> mask = new ArrayList<>();
    private final List<String> hash = new ArrayList<>();
    private String hashSalt;
    private String ip;

    /** With nothing set. */
    public PrivacySettings() {}

    /** Patterns of names whose values are left out, beside passwords, tokens and the like. May be repeated. */
    public void addDeny(String text) {
        deny.add(text);
    }

    /** Patterns of names whose values are sent as {@code ****}. May be repeated. */
    public void addMask(String text) {
        mask.add(text);
    }

    /** Patterns of names whose values are sent as a keyed hash. May be repeated. */
    public void addHash(String text) {
        hash.add(text);
    }

    /** The key of the hash; without it those values are masked. */
    public void setHashSalt(String text) {
        hashSalt = text;
    }

    /** {@code keep} (default), {@code truncate} or {@code drop}. */
    public void setIp(String text) {
        ip = text;
    }

    void applyTo(MappingOptions.Builder mapping) {
        deny.forEach(mapping::deny);
        mask.forEach(mapping::mask);
        hash.forEach(mapping::hash);
        mapping.hashSalt(hashSalt).ip(ip);
    }
}
