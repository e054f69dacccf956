// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import dev.amplitude4j.options.Options;
import dev.amplitude4j.options.SettingText;
import dev.amplitude4j.options.SpoolSync;

/** The element {@code <spool>}: what is kept on disk. Filled by Joran on the thread that configures. */
public final class SpoolSettings {

    private String directory;
    private String maxBytes;
    private String minFreeBytes;
    private String sync;

    /** With nothing set. */
    public SpoolSettings() {}

    /** Where events are kept until they are delivered; without one they are not. */
    public void setDirectory(String text) {
        directory = text;
    }

    /** Bound on all files there; default 256 MiB. */
    public void setMaxBytes(String text) {
        maxBytes = text;
    }

    /** What is left free on the volume; default 100 MiB. */
    public void setMinFreeBytes(String text) {
        minFreeBytes = text;
    }

    /** When events are made to survive a loss of power: {@code always}, {@code every_second} (default) or {@code never}. */
    public void setSync(String text) {
        sync = text;
    }

    void applyTo(Options.Builder options, SettingText read) {
        read.path("spool directory", directory, options::spoolDirectory);
        read.bytes("spool maxBytes", maxBytes, options::spoolMaxBytes);
        read.bytes("spool minFreeBytes", minFreeBytes, options::spoolMinFreeBytes);
        read.choice("spool sync", sync, SpoolSync.class, options::spoolSync);
    }
}
