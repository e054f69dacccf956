// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import dev.amplitude4j.options.Options;
import dev.amplitude4j.options.SettingText;

/** The element {@code <queue>}: how much is held in memory. Filled by Joran on the thread that configures. */
public final class QueueSettings {

    private String maxBytes;
    private String maxEvents;
    private String maxEventBytes;
    private String maxBlock;

    /** With nothing set. */
    public QueueSettings() {}

    /** Bound on the bytes of all events held; default 16 MiB. */
    public void setMaxBytes(String text) {
        maxBytes = text;
    }

    /** Bound on the number of events held; default none. */
    public void setMaxEvents(String text) {
        maxEvents = text;
    }

    /** Largest event; default 64 KiB. */
    public void setMaxEventBytes(String text) {
        maxEventBytes = text;
    }

    /** How long a logging thread may wait when all room is used; default 0, never. */
    public void setMaxBlock(String text) {
        maxBlock = text;
    }

    void applyTo(Options.Builder options, SettingText read) {
        read.bytes("queue maxBytes", maxBytes, options::maxCachedBytes);
        read.number("queue maxEvents", maxEvents, options::maxCachedEvents);
        read.intBytes("queue maxEventBytes", maxEventBytes, options::maxEventBytes);
        read.duration("queue maxBlock", maxBlock, options::maxBlock);
    }
}
