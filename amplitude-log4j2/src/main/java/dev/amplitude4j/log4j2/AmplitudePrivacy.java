// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import dev.amplitude4j.record.MappingOptions;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;
import org.apache.logging.log4j.core.util.Builder;

/**
 * The element {@code <AmplitudePrivacy>}: what never leaves the process as it is. Lists of patterns of names, in any case,
 * nested keys included.
 * Its own builder, for code too. Filled on the thread that configures; not thread-safe.
 */
@Plugin(name = "AmplitudePrivacy", category = Core.CATEGORY_NAME, printObject = true)
public final class AmplitudePrivacy implements Builder<AmplitudePrivacy> {

    @PluginBuilderAttribute
    private String deny;

    @PluginBuilderAttribute
    private String mask;

    @PluginBuilderAttribute
    private String hash;

    @PluginBuilderAttribute(sensitive = true)
    private String hashSalt;

    @PluginBuilderAttribute
    private String ip;

    private AmplitudePrivacy() {}

    /** With nothing set. */
    @PluginBuilderFactory
    public static AmplitudePrivacy newBuilder() {
        return new AmplitudePrivacy();
    }

    /** Patterns of names whose values are left out, beside passwords, tokens and the like. */
    public AmplitudePrivacy setDeny(String text) {
        deny = text;
        return this;
    }

    /** Patterns of names whose values are sent as {@code ****}. */
    public AmplitudePrivacy setMask(String text) {
        mask = text;
        return this;
    }

    /** Patterns of names whose values are sent as a keyed hash. */
    public AmplitudePrivacy setHash(String text) {
        hash = text;
        return this;
    }

    /** The key of the hash; without it those values are masked. */
    public AmplitudePrivacy setHashSalt(String text) {
        hashSalt = text;
        return this;
    }

    /** {@code keep} (default), {@code truncate} or {@code drop}. */
    public AmplitudePrivacy setIp(String text) {
        ip = text;
        return this;
    }

    /** Itself. */
    @Override
    public AmplitudePrivacy build() {
        return this;
    }

    void applyTo(MappingOptions.Builder mapping) {
        mapping.deny(deny).mask(mask).hash(hash).hashSalt(hashSalt).ip(ip);
    }
}
