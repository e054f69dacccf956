// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.comparison;

import dev.amplitude4j.benchmarks.child.Child;
import dev.amplitude4j.benchmarks.figures.Readings;
import dev.amplitude4j.benchmarks.server.TestCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One contestant in one scenario, once: starts the child, waits with it for the server, and gathers what was read. */
final class Trial {

    /** A figure of trials that did not come to their end in time: the seconds after which they were ended. */
    static final String ENDED = "endedAfterSeconds";

    private static final long POLL_MILLIS = 50;
    /** A server that got nothing new for so long has got all that will come. */
    private static final long SILENCE_MILLIS = 4_000;
    /** What is left of the limit for the peer's own end. */
    private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Contestant contestant;
    private final Scenario scenario;
    private final Conditions conditions;
    private final String classPath;
    private final long limitSeconds;
    private final Readings readings = new Readings();
    private boolean isDrained = true;

    Trial(Contestant contestant, Scenario scenario, Conditions conditions, String classPath) {
        this.contestant = contestant;
        this.scenario = scenario;
        this.conditions = conditions;
        this.classPath = classPath;
        this.limitSeconds = conditions.limitSeconds() + TimeUnit.MILLISECONDS.toSeconds(scenario.pauseMillis());
    }

    /** Runs it, within its limit; empty if the child failed, which its log then explains. */
    Optional<Readings> run() throws IOException, InterruptedException {
        conditions.server().reset(scenario.server());
        try (ChildProcess child = new ChildProcess(command(), log(), limitSeconds)) {
            boolean hasEnded = (scenario.isStartup() || logs(child)) && takes(child, Child.RESULT);
            if (!hasEnded && !child.isTimeOver() && child.leftNanos() > CLOSE_NANOS) {
                return Optional.empty();
            }
            readings.putAll(conditions.server().counts());
            if (!hasEnded || (!isDrained && readings.get("confirmed") < readings.get("accepted"))) {
                readings.put(ENDED, limitSeconds);
            }
            return Optional.of(readings);
        }
    }

    private boolean logs(ChildProcess child) throws IOException, InterruptedException {
        int warmUp = scenario.warmUpEvents(contestant, conditions.part()) + scenario.warmUpAtPace();
        boolean isWarm = takes(child, Child.READY) && drain(child, warmUp);
        conditions.server().reset(scenario.server());
        if (!isWarm) {
            return false;
        }
        child.goOn();
        if (scenario.isDead()) {
            return true;
        }
        if (!takes(child, Child.LOGGED)) {
            return false;
        }
        isDrained = drain(child, readings.get("accepted"));
        readings.put("drainedMillis", System.currentTimeMillis());
        child.goOn();
        return true;
    }

    /** Waits for such a line and takes its figures; false if none came. */
    private boolean takes(ChildProcess child, String line) throws InterruptedException {
        Optional<Readings> figures = child.await(line);
        figures.ifPresent(readings::putAll);
        return figures.isPresent();
    }

    /** Where the child's own output goes. */
    Path log() {
        return conditions.work().resolve(contestant.id() + ".log");
    }

    /** Waits until the server has got so many events, or nothing more comes; false if the time was up before. */
    private boolean drain(ChildProcess child, double events) throws IOException, InterruptedException {
        long progress = System.currentTimeMillis();
        double before = -1;
        while (contestant.sends() && child.leftNanos() > CLOSE_NANOS) {
            Readings counts = conditions.server().counts();
            double seen = counts.get("confirmed") + counts.get("refusedPosts");
            long now = System.currentTimeMillis();
            progress = seen > before ? now : progress;
            before = seen;
            if (counts.get("confirmed") >= events || now - progress > SILENCE_MILLIS + scenario.pauseMillis()) {
                return true;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return !contestant.sends();
    }

    private List<String> command() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(JavaHome.java(), "-Xmx512m", "-XX:+UseG1GC"));
        command.add("-Djavax.net.ssl.trustStore=" + conditions.work().resolve(Comparison.KEY_STORE));
        command.add("-Djavax.net.ssl.trustStorePassword=" + TestCertificate.PASSWORD);
        if (scenario.isStartup()) {
            Path log = conditions.work().resolve("classes.log");
            command.add("-Xlog:class+load:file=" + log + ":tid");
            command.add("-DclassLog=" + log);
        }
        command.addAll(List.of("-cp", classPath, Child.class.getName()));
        command.add("url=" + url());
        scenario.plan().forEach((name, value) -> command.add(name + "=" + value));
        command.add("events=" + scenario.events(contestant, conditions.part()));
        command.add("warmUpEvents=" + scenario.warmUpEvents(contestant, conditions.part()));
        contestant.settings().forEach((name, value) -> command.add(Child.SETTING + name + "=" + value));
        return command;
    }

    private String url() throws IOException, InterruptedException {
        if (scenario.isDead()) {
            return ServerProcess.deadUrl(contestant.tls());
        }
        return scenario.isJudged()
                ? conditions.server().judgeUrl()
                : conditions.server().url(contestant.tls());
    }
}
