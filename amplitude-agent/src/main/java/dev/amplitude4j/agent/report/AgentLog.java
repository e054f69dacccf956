// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.report;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The agent's own log. Any thread may add a line, which takes no lock and does no I/O; {@link #flush} writes them, called by the
 * agent's own threads. Problems are said once each; when all is well nothing is written, unless the settings ask for it.
 */
public final class AgentLog {

    private static final int MAX_WAITING = 500;
    private static final int MAX_PROBLEMS = 100;
    private static final String PREFIX = "amplitude-agent: ";

    private final File file;
    private final boolean isTalkative;
    private final ConcurrentLinkedQueue<String> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final Set<String> problems = new HashSet<>();

    /**
     * A log.
     *
     * @param path of the file that lines are added to; null for standard error
     * @param isTalkative whether more than problems is written
     */
    public AgentLog(String path, boolean isTalkative) {
        this.file = path == null ? null : new File(path);
        this.isTalkative = isTalkative;
    }

    /** Something is wrong. Nothing is added for null. */
    public void problem(String text) {
        if (text == null) {
            return;
        }
        synchronized (problems) {
            if (problems.size() >= MAX_PROBLEMS || !problems.add(text)) {
                return;
            }
        }
        add(text);
    }

    /** Something worth knowing for those who asked. */
    public void info(String text) {
        if (isTalkative) {
            add(text);
        }
    }

    /** The problems so far. */
    public List<String> problems() {
        synchronized (problems) {
            return new ArrayList<>(problems);
        }
    }

    /** Writes what is waiting. */
    public synchronized void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (String line = waiting.poll(); line != null; line = waiting.poll()) {
            waitingCount.decrementAndGet();
            text.append(PREFIX).append(line).append(System.lineSeparator());
        }
        if (!writeToFile(text)) {
            System.err.print(text);
        }
    }

    private void add(String text) {
        if (waitingCount.incrementAndGet() > MAX_WAITING) {
            waitingCount.decrementAndGet();
        } else {
            waiting.add(text);
        }
    }

    private boolean writeToFile(CharSequence text) {
        if (file == null) {
            return false;
        }
        try (OutputStream out = new FileOutputStream(file, true)) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
