// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.boot;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.security.CodeSource;
import java.util.jar.JarFile;

/**
 * The entry points of the jar. The JVM calls {@link #premain} before the application's {@code main}, or {@link #agentmain} when
 * the agent is attached; people call {@link #main}. Whatever goes wrong, the application starts as without the agent.
 */
public final class AgentMain {

    private static final String AGENT = "dev.amplitude4j.agent.Agent";
    private static final String COMMANDS = "dev.amplitude4j.agent.Commands";

    private AgentMain() {}

    /** Called by the JVM for {@code -javaagent}, on the main thread. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        start(arguments, instrumentation, false);
    }

    /** Called by the JVM on attachment, and before {@code main} for a jar with {@code Launcher-Agent-Class}. */
    public static void agentmain(String arguments, Instrumentation instrumentation) {
        // Launcher-Agent-Class comes on the main thread, before main; an attachment on one of the JVM's own.
        start(arguments, instrumentation, !Thread.currentThread().getName().equals("main"));
    }

    /** Runs a command: help, or what {@code java -jar amplitude-agent.jar help} lists. */
    public static void main(String[] arguments) throws Throwable {
        IsolatedLoader loader = IsolatedLoader.open(jar());
        try {
            loader.loadClass(COMMANDS)
                    .getMethod("run", String[].class, File.class)
                    .invoke(null, arguments, loader.file());
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void start(String arguments, Instrumentation instrumentation, boolean attached) {
        try {
            if (isTool()) {
                return;
            }
            File jar = jar();
            if (!isAgentJar(jar)) {
                say("not started, since its classes were copied into " + jar.getName()
                        + "; name amplitude-agent.jar itself after -javaagent:");
                return;
            }
            IsolatedLoader loader = IsolatedLoader.open(jar);
            BridgeInstaller.install(instrumentation, loader);
            loader.loadClass(AGENT)
                    .getMethod("start", String.class, Instrumentation.class, boolean.class)
                    .invoke(null, arguments, instrumentation, attached);
        } catch (Throwable e) {
            Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
            say("not started, the application runs without it: " + cause);
        }
    }

    /** JAVA_TOOL_OPTIONS starts every tool of the JDK with the agent. */
    private static boolean isTool() {
        String module = System.getProperty("jdk.module.main", "");
        String command = System.getProperty("sun.java.command", "");
        return module.startsWith("jdk.") || module.equals("java.base") || command.startsWith("sun.tools.");
    }

    private static File jar() throws Exception {
        CodeSource source = AgentMain.class.getProtectionDomain().getCodeSource();
        return new File(source.getLocation().toURI());
    }

    private static boolean isAgentJar(File file) throws Exception {
        if (!file.isFile()) {
            return false;
        }
        JarFile jar = new JarFile(file, false);
        try {
            return AgentMain.class
                    .getName()
                    .equals(jar.getManifest().getMainAttributes().getValue("Premain-Class"));
        } finally {
            jar.close();
        }
    }

    private static void say(String text) {
        System.err.println("amplitude-agent: " + text);
    }
}
