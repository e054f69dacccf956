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

/** One contestant in one scenario, once: starts the child, waits with it for the server, and gathers what was read. */
final class Trial {

    private static final long POLL_MILLIS = 50;
    /** A server that got nothing new for so long has got all that will come. */
    private static final long SILENCE_MILLIS = 5_000;

    private static final long DRAIN_MILLIS = 30_000;

    private final Contestant contestant;
    private final Scenario scenario;
    private final Conditions conditions;
    private final String classPath;
    private long drainedMillis;

    Trial(Contestant contestant, Scenario scenario, Conditions conditions, String classPath) {
        this.contestant = contestant;
        this.scenario = scenario;
        this.conditions = conditions;
        this.classPath = classPath;
    }

    /** Runs it; empty if the child failed, which its log then explains. */
    Optional<Readings> run() throws IOException, InterruptedException {
        conditions.server().reset(scenario.server());
        try (ChildProcess child = new ChildProcess(command(), log(), conditions.timeoutSeconds())) {
            if (!scenario.isStartup() && !logs(child)) {
                return Optional.empty();
            }
            Optional<Readings> result = child.await(Child.RESULT);
            if (result.isPresent()) {
                result.get().putAll(conditions.server().counts());
                result.get().put("drainedMillis", drainedMillis);
            }
            return result;
        }
    }

    private boolean logs(ChildProcess child) throws IOException, InterruptedException {
        if (child.await(Child.READY).isEmpty()) {
            return false;
        }
        drain(scenario.warmUpEvents(contestant, conditions.part()));
        conditions.server().reset(scenario.server());
        child.goOn();
        if (scenario.isDead()) {
            return true;
        }
        Optional<Readings> logged = child.await(Child.LOGGED);
        if (logged.isPresent()) {
            drain(logged.get().get("accepted"));
            drainedMillis = System.currentTimeMillis();
            child.goOn();
        }
        return logged.isPresent();
    }

    /** Where the child's own output goes. */
    Path log() {
        return conditions.work().resolve(contestant.id() + ".log");
    }

    /** Waits until the server has got so many events, or nothing more comes. */
    private void drain(double events) throws IOException, InterruptedException {
        long start = System.currentTimeMillis();
        long progress = start;
        double before = -1;
        for (long now = start; contestant.sends() && now - start < DRAIN_MILLIS; now = System.currentTimeMillis()) {
            Readings counts = conditions.server().counts();
            double seen = counts.get("confirmed") + counts.get("refusedPosts");
            if (counts.get("confirmed") >= events) {
                return;
            }
            progress = seen > before ? now : progress;
            before = seen;
            if (now - progress > SILENCE_MILLIS + scenario.pauseMillis()) {
                return;
            }
            Thread.sleep(POLL_MILLIS);
        }
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
