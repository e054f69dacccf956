// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent;

import dev.amplitude4j.agent.doctor.Doctor;
import java.io.File;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/** What {@code java -jar amplitude-agent.jar} does. Called once, on the main thread. */
public final class Commands {

    private static final String[] HELP = {
        "amplitude-agent " + version() + ": Amplitude events from programs that nobody recompiles",
        "",
        "  java -javaagent:amplitude-agent.jar=RULES.yaml -jar APPLICATION.jar    runs an application with the agent",
        "  java -jar amplitude-agent.jar doctor RULES.yaml APPLICATION            tells what each rule would do to a jar, war",
        "                                                                         or folder; exit code 0 if all is well",
        "  java -jar amplitude-agent.jar attach PID [ARGUMENTS]                   attaches the agent to a running JVM",
        "  java -jar amplitude-agent.jar help                                     prints this",
        "",
        "ARGUMENTS, and what stands after the = of -javaagent, are the path of a rules file or key=value pairs with commas.",
        "An executable jar can start the agent itself: Launcher-Agent-Class: dev.amplitude4j.agent.boot.AgentMain in its",
        "manifest, this jar on its Class-Path, and -Damplitude.agent.rules=RULES.yaml.",
        "Attaching needs a JDK (not a JRE) of the same user; on JDK 21 and later the JVM prints a warning unless it runs",
        "with -XX:+EnableDynamicAgentLoading, and before JDK 19 classes that are loaded already lose their parameters' names."
    };

    private static final int USAGE = 2;

    private Commands() {}

    /** Runs a command and ends the JVM; {@code jar} is the agent's own. */
    public static void run(String[] arguments, File jar) {
        System.exit(run(arguments, jar, System.out, System.err));
    }

    /** Runs a command; returns the exit code. */
    static int run(String[] arguments, File jar, PrintStream out, PrintStream err) {
        String command = arguments.length == 0 ? "help" : arguments[0];
        if (command.equals("help")) {
            for (String line : HELP) {
                out.println(line);
            }
            return 0;
        }
        if (command.equals("doctor")) {
            return Doctor.run(Arrays.copyOfRange(arguments, 1, arguments.length), out);
        }
        if (command.equals("attach")) {
            return attach(arguments, jar, out, err);
        }
        err.println("amplitude-agent: there is no such command; java -jar " + jar.getName() + " help lists them");
        return USAGE;
    }

    /** By name, since a JRE has no such classes. */
    private static int attach(String[] arguments, File jar, PrintStream out, PrintStream err) {
        if (arguments.length < 2) {
            err.println("usage: attach PID [ARGUMENTS]");
            return USAGE;
        }
        try {
            Class<?> type =
                    Class.forName("com.sun.tools.attach.VirtualMachine", true, ClassLoader.getSystemClassLoader());
            Object machine = type.getMethod("attach", String.class).invoke(null, arguments[1]);
            try {
                type.getMethod("loadAgent", String.class, String.class)
                        .invoke(machine, jar.getAbsolutePath(), arguments.length > 2 ? absolute(arguments[2]) : "");
            } finally {
                type.getMethod("detach").invoke(machine);
            }
            out.println("amplitude-agent: attached to " + arguments[1]
                    + "; if something is wrong there, the standard error of that JVM says so");
            return 0;
        } catch (ReflectiveOperationException e) {
            Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
            err.println("amplitude-agent: cannot attach to " + arguments[1] + ": " + cause
                    + "; it takes a JDK, the same user, and a JVM that allows it");
            return 1;
        }
    }

    /** A rules file is looked for by the other JVM, which may run elsewhere. */
    private static String absolute(String argument) {
        File file = new File(argument);
        return file.isFile() ? file.getAbsolutePath() : argument;
    }

    private static String version() {
        Package own = Commands.class.getPackage();
        String version = own == null ? null : own.getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
