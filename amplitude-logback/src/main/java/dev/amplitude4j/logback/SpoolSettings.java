// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import dev.amplitude4j.options.SettingText;

/** The element {@code <spool>}: understood, so that a configuration which has it still starts, and answered with a warning, since
 * this version holds events in memory only. Filled by Joran on the thread that configures. */
public final class SpoolSettings {

    private String directory;
    private String maxBytes;

    /** With nothing set. */
    public SpoolSettings() {}

    /** Where events would be kept over restarts. */
    public void setDirectory(String text) {
        directory = text;
    }

    /** How much would be kept. */
    public void setMaxBytes(String text) {
        maxBytes = text;
    }

    void check(SettingText read) {
        if (!SettingText.isUnset(directory) || !SettingText.isUnset(maxBytes)) {
            read.note(
                    "spool is not there yet: events are held in memory only, up to queue maxBytes; leave <spool> out");
        }
    }
}
