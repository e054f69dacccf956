// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent;

import dev.amplitude4j.agent.bridge.Bridge;
import dev.amplitude4j.agent.call.CallSink;
import dev.amplitude4j.agent.call.CallSites;
import dev.amplitude4j.agent.capture.Access;
import dev.amplitude4j.agent.capture.Context;
import dev.amplitude4j.agent.log.LogHook;
import dev.amplitude4j.agent.report.AgentLog;
import dev.amplitude4j.agent.rules.AgentSettings;
import dev.amplitude4j.agent.rules.RuleProblem;
import dev.amplitude4j.agent.rules.Rules;
import dev.amplitude4j.agent.rules.RulesReader;
import dev.amplitude4j.agent.weave.AgentTransformer;
import dev.amplitude4j.options.ApiKeyLookup;
import dev.amplitude4j.options.Options;
import dev.amplitude4j.options.StatusListener;
import dev.amplitude4j.record.MappingOptions;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;

/**
 * The roof of the agent: reads the rules, wires the rooms, and begins to look at classes. Called once by the entry point,
 * before the application's {@code main}, on the main thread.
 */
public final class Agent {

    /** The first Java that may have classes of the application loaded before its agents: JEP 483. */
    private static final int AOT_SINCE = 24;

    /** The first Java that keeps the names of parameters when a class is woven again: JDK-8240908. */
    private static final int NAMES_KEPT_SINCE = 19;

    private Agent() {}

    /** Starts the agent. What it throws, the entry point prints; the application runs either way. */
    public static void start(String arguments, Instrumentation instrumentation, boolean attached) {
        Rules rules = RulesReader.read(arguments);
        AgentSettings settings = rules.settings();
        AgentLog log = log(settings);
        for (RuleProblem problem : rules.problems()) {
            log.problem(problem.toString());
        }
        if (settings.isEnabled()) {
            start(rules, log, instrumentation, attached);
        }
        log.flush();
    }

    private static void start(Rules rules, AgentLog log, Instrumentation instrumentation, boolean attached) {
        AgentSettings settings = rules.settings();
        ApiKeyLookup lookup = ApiKeyLookup.of(settings.apiKey(), settings.apiKeyFile());
        log.problem(lookup.problem());
        if (lookup.key() == null) {
            log.problem("no API key, nothing is sent; set apiKey or apiKeyFile in the rules, the environment variable "
                    + ApiKeyLookup.ENVIRONMENT_VARIABLE + " or the system property " + ApiKeyLookup.SYSTEM_PROPERTY);
            return;
        }
        Options options = settings.clientOptions(lookup.key())
                .statusListener(new LogListener(log))
                .build();
        MappingOptions calls = rules.callMapping();
        CallSites sites = new CallSites(rules.methods(), calls.marker(), log);
        AgentClient client = new AgentClient(options);
        LogHook hook = new LogHook(rules.mapping(), client, log);
        client.companion(new AgentThread(settings, sites, hook, log, client));
        client.meet();
        Access.by(instrumentation);
        Bridge.sink = new CallSink(sites, calls, client, log, hook);
        weave(
                new AgentTransformer(rules.methods(), settings.eventAnnotations(), rules.needLogHook(), sites),
                log,
                instrumentation,
                attached);
    }

    /**
     * With {@code -javaagent}, classes are woven as they are loaded and never again: before JDK 19, what is woven later loses the
     * names of its parameters. From JDK 24 on some may be there before us, out of an AOT cache.
     */
    private static void weave(
            AgentTransformer transformer, AgentLog log, Instrumentation instrumentation, boolean attached) {
        int version = javaVersion();
        if (attached && version < NAMES_KEPT_SINCE) {
            log.problem(
                    "attached to Java " + version + ", which forgets the names of parameters of classes that are woven"
                            + " after they were loaded: frameworks that ask for them fail; start with -javaagent instead");
        }
        boolean isLate = attached || (version >= AOT_SINCE && isAnyWanted(transformer, early(instrumentation)));
        instrumentation.addTransformer(transformer, isLate);
        if (attached || version >= AOT_SINCE) {
            Class<?>[] loaded = attached ? instrumentation.getAllLoadedClasses() : early(instrumentation);
            for (Class<?> each : loaded) {
                Context.noteLoaded(each);
            }
            if (isLate) {
                weaveLoaded(loaded, transformer, instrumentation, log);
            }
        }
    }

    /** The application's classes that are there before its {@code main}. */
    private static Class<?>[] early(Instrumentation instrumentation) {
        return instrumentation.getInitiatedClasses(ClassLoader.getSystemClassLoader());
    }

    private static boolean isAnyWanted(AgentTransformer transformer, Class<?>[] loaded) {
        for (Class<?> each : loaded) {
            if (transformer.wants(each)) {
                return true;
            }
        }
        return false;
    }

    private static void weaveLoaded(
            Class<?>[] loaded, AgentTransformer transformer, Instrumentation instrumentation, AgentLog log) {
        for (Class<?> each : loaded) {
            if (transformer.wants(each) && instrumentation.isModifiableClass(each)) {
                try {
                    instrumentation.retransformClasses(each);
                } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
                    log.problem(each.getName() + " stays as it is: " + e);
                }
            }
        }
    }

    private static int javaVersion() {
        String version = System.getProperty("java.specification.version", "");
        return version.startsWith("1.") ? Integer.parseInt(version.substring(2)) : Integer.parseInt(version);
    }

    private static AgentLog log(AgentSettings settings) {
        boolean isFile =
                !settings.log().equals(AgentSettings.LOG_OFF) && !settings.log().equals(AgentSettings.LOG_STDERR);
        return new AgentLog(isFile ? settings.log() : null, !settings.log().equals(AgentSettings.LOG_OFF));
    }

    /** What the client has to say goes to the agent's own log. */
    private static final class LogListener implements StatusListener {
        private final AgentLog log;

        LogListener(AgentLog log) {
            this.log = log;
        }

        @Override
        public void warn(String message) {
            log.problem(message);
        }

        @Override
        public void info(String message) {
            log.info(message);
        }
    }
}
