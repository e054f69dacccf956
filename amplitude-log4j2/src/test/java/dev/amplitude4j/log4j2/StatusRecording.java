// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.status.StatusData;
import org.apache.logging.log4j.status.StatusListener;
import org.apache.logging.log4j.status.StatusLogger;

/** Keeps what is said on Log4j's status logger until it is stopped. */
final class StatusRecording implements StatusListener {

    private final List<StatusData> said = new CopyOnWriteArrayList<>();

    StatusRecording() {
        StatusLogger.getLogger().registerListener(this);
    }

    List<String> messages(Level level) {
        return said.stream()
                .filter(one -> one.getLevel().equals(level))
                .map(one -> one.getMessage().getFormattedMessage())
                .toList();
    }

    @Override
    public void log(StatusData one) {
        said.add(one);
    }

    @Override
    public Level getStatusLevel() {
        return Level.TRACE;
    }

    /** Closes it too. */
    void stop() {
        StatusLogger.getLogger().removeListener(this);
    }

    @Override
    public void close() {}
}
