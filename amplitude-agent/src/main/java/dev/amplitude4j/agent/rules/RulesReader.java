// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads all that the agent is told. Called once, at its start, or by the doctor; never throws, and reports every
 * mistake with its place. What an argument says goes before a system property, that before the environment, that before
 * the file.
 */
public final class RulesReader {

    /** The system property that names the rules file: {@value}. */
    public static final String RULES_PROPERTY = "amplitude.agent.rules";

    /** The environment variable that names the rules file: {@value}. */
    public static final String RULES_VARIABLE = "AMPLITUDE_AGENT_RULES";

    /** The largest rules file, in bytes: {@value}. */
    public static final int MAX_FILE_BYTES = 1 << 20;

    /**
     * Settings that a system property {@code amplitude.agent.NAME} or a variable {@code AMPLITUDE_AGENT_NAME} may set.
     */
    private static final String[] FROM_OUTSIDE = {
        "enabled", "apiKeyFile", "serverUrl", "serverZone", "useBatchEndpoint", "log", "statusFile", "stopFile"
    };

    private static final int MAX_RULES = 1_000;

    private final Reading reading;
    private final Variables variables;
    private final List<MethodRule> methods = new ArrayList<>();
    private final List<LogRule> logs = new ArrayList<>();

    private RulesReader(Variables variables) {
        this.variables = variables;
        this.reading = new Reading(variables);
    }

    /** Reads the agent's arguments and all that they, the system properties and the environment name. */
    public static Rules read(String agentArguments) {
        return read(agentArguments, new Variables());
    }

    static Rules read(String agentArguments, Variables variables) {
        RulesReader reader = new RulesReader(variables);
        AgentArguments arguments = AgentArguments.read(reader.reading, agentArguments);
        Node file = reader.file(arguments.rulesFile());
        return reader.rules(file, reader.outside(), arguments.settings(), arguments.rule());
    }

    /** Reads one file, and nothing else but the variables that it names. */
    public static Rules readFile(File file) {
        RulesReader reader = new RulesReader(new Variables());
        return reader.rules(reader.file(file), null, null, null);
    }

    /** Reads a text as if it stood in a file of that name. */
    public static Rules readText(String source, String text) {
        return readText(source, text, new Variables());
    }

    static Rules readText(String source, String text, Variables variables) {
        RulesReader reader = new RulesReader(variables);
        return reader.rules(reader.tree(source, text), null, null, null);
    }

    private Rules rules(Node file, Node outside, Node arguments, Node argumentRule) {
        Node merged = Node.of(Node.Kind.PAIRS, file == null ? Place.of("agent argument") : file.place);
        List<String> taken = new ArrayList<>();
        addPairs(merged, arguments, taken);
        addPairs(merged, outside, taken);
        addPairs(merged, file, taken);
        Fields root = Fields.known(reading, merged, names());
        AgentSettings settings = SettingsReader.read(reading, root);
        readMethods(root.node("methods"));
        readLogs(root.node("logs"));
        if (argumentRule != null) {
            addMethod(argumentRule);
        }
        return new Rules(settings, methods, logs, reading.problems());
    }

    /**
     * Adds the pairs whose names no earlier source had; within one source a name that stands twice is kept, and
     * reported.
     */
    private void addPairs(Node merged, Node pairs, List<String> taken) {
        if (pairs == null) {
            return;
        }
        if (pairs.kind != Node.Kind.PAIRS) {
            reading.problem(pairs.place, "expected apiKey:, methods:, logs: and the like, found " + pairs.kind.words);
            return;
        }
        List<String> own = new ArrayList<>();
        List<Node> children = pairs.children();
        for (int i = 0; i + 1 < children.size(); i += 2) {
            if (!taken.contains(children.get(i).text)) {
                merged.add(children.get(i));
                merged.add(children.get(i + 1));
                own.add(children.get(i).text);
            }
        }
        taken.addAll(own);
    }

    private static String[] names() {
        List<String> names = new ArrayList<>();
        names.addAll(Arrays.asList(SettingsReader.OWN));
        names.addAll(Arrays.asList(ClientSettings.TOP_LEVEL));
        return names.toArray(new String[0]);
    }

    private void readMethods(Node list) {
        for (Node item : items("methods", list)) {
            addMethod(item);
        }
    }

    private void addMethod(Node item) {
        MethodRule rule = MethodRuleReader.read(reading, item);
        if (rule != null) {
            methods.add(rule);
        }
    }

    private void readLogs(Node list) {
        for (Node item : items("logs", list)) {
            LogRule rule = LogRuleReader.read(reading, item);
            if (rule != null) {
                logs.add(rule);
            }
        }
    }

    private List<Node> items(String name, Node list) {
        if (list == null) {
            return new ArrayList<>();
        }
        if (list.kind != Node.Kind.LIST) {
            reading.problem(
                    list.place, name + ": expected a list of rules, each begun with -, found " + list.kind.words);
            return new ArrayList<>();
        }
        List<Node> items = list.children();
        if (items.size() > MAX_RULES) {
            reading.problem(list.place, name + ": expected at most " + MAX_RULES + " rules; the rest is left out");
            return items.subList(0, MAX_RULES);
        }
        return items;
    }

    private Node outside() {
        Node pairs = Node.of(Node.Kind.PAIRS, Place.of("environment"));
        for (String name : FROM_OUTSIDE) {
            String property = variables.property("amplitude.agent." + name);
            String variable = property == null ? variables.environment(variableName(name)) : null;
            String value = property == null ? variable : property;
            if (value != null && !value.trim().isEmpty()) {
                Place place = Place.of(
                        property == null
                                ? "environment variable " + variableName(name)
                                : "system property amplitude.agent." + name);
                pairs.add(Node.text(place, name, false));
                pairs.add(Node.text(place, value, false));
            }
        }
        return pairs;
    }

    /** {@code AMPLITUDE_AGENT_STATUS_FILE} for {@code statusFile}. */
    private static String variableName(String name) {
        StringBuilder variable = new StringBuilder("AMPLITUDE_AGENT_");
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            variable.append(Character.isUpperCase(c) ? "_" : "").append(Character.toUpperCase(c));
        }
        return variable.toString();
    }

    private Node file(String fromArguments) {
        String path = fromArguments;
        String namedBy = "agent argument";
        if (path == null) {
            path = variables.property(RULES_PROPERTY);
            namedBy = "system property " + RULES_PROPERTY;
        }
        if (path == null) {
            path = variables.environment(RULES_VARIABLE);
            namedBy = "environment variable " + RULES_VARIABLE;
        }
        if (path == null || path.trim().isEmpty()) {
            return null;
        }
        File file = new File(path.trim());
        if (!file.isFile()) {
            reading.problem(Place.of(namedBy), "names no rules file that is there; expected the path of a plain file");
            return null;
        }
        return file(file);
    }

    private Node file(File file) {
        try {
            return tree(file.getPath(), content(file));
        } catch (IOException | SecurityException e) {
            reading.problem(Place.of(file.getPath()), "the file cannot be read: " + e.getMessage());
            return null;
        }
    }

    private Node tree(String source, String text) {
        List<RuleProblem> found = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        Node root = RulesText.read(source, text, found, unreadable);
        for (RuleProblem problem : found) {
            reading.problem(problem);
        }
        for (String name : unreadable) {
            reading.doubt(name);
        }
        return root;
    }

    private static String content(File file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream in = new FileInputStream(file)) {
            byte[] buffer = new byte[8_192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bytes.write(buffer, 0, n);
                if (bytes.size() > MAX_FILE_BYTES) {
                    throw new IOException("it is larger than " + MAX_FILE_BYTES + " bytes");
                }
            }
        }
        String text = new String(bytes.toByteArray(), StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
