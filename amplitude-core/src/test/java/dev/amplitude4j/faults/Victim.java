// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.faults;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.amplitude4j.AmplitudeClient;
import dev.amplitude4j.options.DedupeExpiry;
import dev.amplitude4j.options.StatusListener;
import dev.amplitude4j.options.UploadDelegate;
import dev.amplitude4j.result.Counter;
import dev.amplitude4j.result.DropReason;
import dev.amplitude4j.result.LogResult;
import dev.amplitude4j.result.Stats;
import dev.amplitude4j.result.UploadReport;
import dev.amplitude4j.transport.NullTransport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.StringJoiner;

/**
 * The main class of a JVM of its own that uses the public API as an application does, told by lines on standard input what to
 * do next; each is answered by one line on standard output. The client's own messages go to standard error.
 */
public final class Victim {

    /** How long a start takes is told of the best of some, since another process may have had the processor. */
    private static final int BUILDS = 5;

    private final Shortage shortage = new Shortage();
    private final AmplitudeClient.Builder builder;
    private AmplitudeClient client;
    private final Payloads payloads;
    private final AcceptedIds accepted;
    private final long startMicros;
    private Load load;
    private long next;

    private Victim(Properties settings) {
        long seed = Long.parseLong(settings.getProperty("seed"));
        payloads = settings.containsKey("eventBytes")
                ? Payloads.exactly(seed, 1_000, Integer.parseInt(settings.getProperty("eventBytes")))
                : Payloads.mixed(seed, 1_000);
        accepted = AcceptedIds.create(
                Path.of(settings.getProperty("accepted")), Integer.parseInt(settings.getProperty("numbers")));
        next = Long.parseLong(settings.getProperty("first", "0"));
        if (settings.containsKey("haltAt")) {
            HaltingDisk.install(Integer.parseInt(settings.getProperty("haltAt")));
        }
        warmUp();
        builder = AmplitudeClient.builder(Trial.KEY)
                .serverUrl(settings.getProperty("url"))
                .allowInsecureHttp(true)
                .maxCachedBytes(Long.parseLong(settings.getProperty("maxCachedBytes", "16777216")))
                .requestTimeout(
                        Duration.ofMillis(Long.parseLong(settings.getProperty("requestTimeoutMillis", "30000"))))
                .statusListener(new ToStandardError());
        if (settings.containsKey("spool")) {
            builder.spoolDirectory(Path.of(settings.getProperty("spool")))
                    .spoolMinFreeBytes(0)
                    .spoolMaxBytes(Long.parseLong(settings.getProperty("spoolMaxBytes", "268435456")))
                    .onDedupeExpiry(DedupeExpiry.valueOf(settings.getProperty("onDedupeExpiry", "SEND")));
            Pulse.start(accepted);
        }
        if (settings.containsKey("callback")) {
            builder.uploadDelegate(new UploadDelegate() {
                @Override
                public void onUpload(UploadReport report) {
                    System.exit(0);
                }
            });
        }
        long bestMicros = settings.containsKey("spool") ? Long.MAX_VALUE : bestStartMicros(builder);
        long startNanos = System.nanoTime();
        if (!settings.containsKey("late")) {
            client = builder.build();
        }
        startMicros = Math.min(bestMicros, (System.nanoTime() - startNanos) / 1_000);
        if (settings.containsKey("hook")) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> client.close(), "hook"));
        }
    }

    private static long bestStartMicros(AmplitudeClient.Builder builder) {
        long bestNanos = Long.MAX_VALUE;
        for (int i = 0; i < BUILDS; i++) {
            long startNanos = System.nanoTime();
            AmplitudeClient unused = builder.build();
            bestNanos = Math.min(bestNanos, System.nanoTime() - startNanos);
            unused.close();
        }
        return bestNanos / 1_000;
    }

    /** All that the client says. */
    private static final class ToStandardError implements StatusListener {
        @Override
        public void warn(String message) {
            System.err.println(message);
        }

        @Override
        public void info(String message) {
            System.err.println(message);
        }
    }

    /** Reads settings as {@code name=value} arguments, then commands. */
    public static void main(String[] arguments) throws Exception {
        Properties settings = new Properties();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            settings.setProperty(argument.substring(0, equals), argument.substring(equals + 1));
        }
        Victim victim = new Victim(settings);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            System.out.println(victim.answer(line.split(" ", -1)));
        }
    }

    private String answer(String... words) throws InterruptedException, IOException {
        switch (words[0]) {
            case "load" -> {
                long events = Long.parseLong(words[1]);
                load = new Load(client, payloads::event, accepted::note)
                        .start(next, events, Integer.parseInt(words[2]));
                next += events;
                return "loading";
            }
            case "log" -> {
                logOnThisThread(Integer.parseInt(words[1]));
                return "accepted=" + client.stats().accepted();
            }
            case "await" -> {
                load.await();
                return figures();
            }
            case "flush" -> {
                return client.flush(Duration.ofMillis(Long.parseLong(words[1]))).toString();
            }
            case "persist" -> {
                boolean safe = client.flushToDisk(Duration.ofMillis(Long.parseLong(words[1])))
                        .isSafe();
                return "safe=" + (safe ? 1 : 0);
            }
            case "figures" -> {
                return figures();
            }
            case "closing" -> {
                for (int i = Integer.parseInt(words[1]); i > 0; i--) {
                    new Thread(client::close, "closer-" + i).start();
                }
                return "closing";
            }
            case "close" -> {
                long startNanos = System.nanoTime();
                client.close();
                return "closeMillis=" + (System.nanoTime() - startNanos) / 1_000_000;
            }
            case "stacks" -> {
                Thread.getAllStackTraces().forEach((thread, stack) -> {
                    System.err.println(thread);
                    List.of(stack).forEach(frame -> System.err.println("    " + frame));
                });
                return "told";
            }
            case "build" -> {
                client = builder.build();
                return "built";
            }
            case "exhaust" -> {
                return "descriptors=" + shortage.ofDescriptors();
            }
            case "crowd" -> {
                return "threads=" + shortage.ofThreads();
            }
            case "hog" -> {
                return "full=" + Shortage.ofHeap(Long.parseLong(words[1]));
            }
            case "relieve" -> {
                shortage.end();
                return "relieved";
            }
            case "operations" -> {
                return "operations=" + HaltingDisk.operations();
            }
            case "halt" -> Runtime.getRuntime().halt(1);
            default -> throw new IllegalArgumentException(words[0]);
        }
        return "";
    }

    private void logOnThisThread(int events) {
        for (int i = 0; i < events; i++, next++) {
            if (client.logEvent(payloads.event(next)) == LogResult.ACCEPTED) {
                accepted.note(next);
            }
        }
    }

    /** Loads the classes, so that figures are of the code and not of its first use. */
    private void warmUp() {
        try (AmplitudeClient other = AmplitudeClient.builder(Trial.KEY)
                .serverUrl("http://127.0.0.1:1")
                .transport(new NullTransport())
                .build()) {
            for (int i = 0; i < 5_000; i++) {
                other.logEvent(payloads.event(i));
            }
        }
    }

    private String figures() {
        long gcMillis = gcMillis();
        Stats stats = client.stats();
        StringJoiner text = new StringJoiner(" ");
        text.add("startMicros=" + startMicros);
        text.add("accepted=" + stats.accepted()).add("delivered=" + stats.delivered());
        text.add("recovered=" + stats.recovered());
        text.add("pending=" + stats.pending()).add("rejected=" + stats.rejectedTotal());
        text.add("queueFull=" + stats.rejected().getOrDefault(LogResult.QUEUE_FULL, 0L));
        text.add("dropped=" + stats.droppedTotal());
        text.add("shutdownNoSpool=" + stats.dropped().getOrDefault(DropReason.SHUTDOWN_NO_SPOOL, 0L));
        text.add("attempts=" + stats.traffic().attempts());
        text.add("requests="
                + stats.requests().values().stream().mapToLong(Long::longValue).sum());
        text.add("ambiguous=" + stats.traffic().ambiguousAttempts());
        text.add("bytes=" + stats.traffic().bytesInMemory());
        text.add("stored=" + stats.traffic().get(Counter.STORED_NOW));
        text.add("disk=" + stats.traffic().get(Counter.BYTES_ON_DISK));
        text.add("resent=" + stats.traffic().get(Counter.RESENT_AFTER_7D));
        text.add("gcMillis=" + gcMillis).add("cpuMillis=" + cpuMillis());
        text.add("torn=" + stats.traffic().get(Counter.TORN_BYTES));
        text.add("workerErrors=" + stats.traffic().workerErrors());
        text.add("heap=" + heapAfterGc()).add("files=" + openFiles()).add("threads=" + ownThreads());
        if (load != null) {
            text.add("thrown=" + load.thrown().size());
            text.add("p999Micros=" + load.latencies().quantileMicros(0.999));
            text.add("maxMicros=" + load.latencies().maxMicros());
        }
        return text.toString();
    }

    private static long heapAfterGc() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long gcMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }

    private static long cpuMillis() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getProcessCpuTime() / 1_000_000
                : -1;
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : -1;
    }

    private static long ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("amplitude-"))
                .count();
    }
}
