// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import dev.amplitude4j.options.Options;
import dev.amplitude4j.options.SettingText;
import dev.amplitude4j.record.MappingOptions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what a rules file says beside its rules. What cannot be read is noted and its default stays, but for settings
 * that say where data may go and what must not: a mistake in one of these leaves the agent off. Used on the thread that
 * reads the rules.
 */
final class SettingsReader {

    /** Names of the agent's own settings. */
    static final String[] OWN = {
        "enabled",
        "apiKey",
        "apiKeyFile",
        "log",
        "statusFile",
        "stopFile",
        "taggedRecords",
        "eventAnnotations",
        "eventProperties",
        "userProperties",
        "keys",
        "mdc",
        "privacy",
        "queue",
        "batch",
        "spool",
        "plan",
        "ingestionMetadata",
        "methods",
        "logs"
    };

    private static final List<String> LEAVE_OFF =
            Arrays.asList("enabled", "serverZone", "serverUrl", "allowInsecureHttp", "optOut", "privacy");

    /**
     * Settings that cannot break a bound once they are read; with these alone the core is not asked, which takes a
     * while.
     */
    private static final List<String> CHECKED_HERE =
            Arrays.asList("serverZone", "useBatchEndpoint", "clientName", "optOut");

    /** A name that passes every check, for trying the options out. */
    private static final String ANY_KEY = "any";

    private final Reading reading;
    private final Fields root;
    private final ClientSettings client = new ClientSettings();
    private final Map<String, Place> places = new LinkedHashMap<>();
    private boolean isSafe = true;

    private SettingsReader(Reading reading, Fields root) {
        this.reading = reading;
        this.root = root;
    }

    static AgentSettings read(Reading reading, Fields root) {
        return new SettingsReader(reading, root).settings();
    }

    private AgentSettings settings() {
        AgentSettings.Builder own = AgentSettings.builder();
        int before = reading.count();
        own.enabled(root.flag("enabled", true));
        isSafe = reading.count() == before;
        own.apiKey(trimmed("apiKey")).apiKeyFile(trimmed("apiKeyFile"));
        String log = trimmed("log");
        own.log(log == null ? AgentSettings.LOG_OFF : log).statusFile(trimmed("statusFile"));
        own.stopFile(trimmed("stopFile")).taggedRecords(root.flag("taggedRecords", false));
        for (String annotation : root.texts("eventAnnotations")) {
            own.eventAnnotation(annotation);
        }
        readClient();
        if (!CHECKED_HERE.containsAll(client.names())) {
            tryOut();
        }
        if (!isSafe || reading.isAnyDoubtful(LEAVE_OFF)) {
            reading.problem(
                    root.place(), "the agent stays off, since a mistake is in a setting that says where data may go");
            own.enabled(false);
        }
        return own.client(client).build();
    }

    private String trimmed(String name) {
        String text = root.text(name);
        return text == null || text.trim().isEmpty() ? null : text.trim();
    }

    private void readClient() {
        for (String name : ClientSettings.TOP_LEVEL) {
            if (CHECKED_HERE.contains(name)) {
                putChecked(name);
            } else {
                put(name, root, name);
            }
        }
        section("keys", ClientSettings.KEYS);
        section("mdc", ClientSettings.MDC);
        section("privacy", ClientSettings.PRIVACY);
        section("queue", ClientSettings.QUEUE);
        section("batch", ClientSettings.BATCH);
        section("spool", ClientSettings.SPOOL);
        section("plan", ClientSettings.PLAN);
        section("ingestionMetadata", ClientSettings.INGESTION);
        client.addEventProperties(root.constants("eventProperties"));
        client.addUserProperties(root.constants("userProperties"));
    }

    private void putChecked(String name) {
        int before = reading.count();
        String text = trimmedOrChosen(name);
        if (text != null) {
            places.put(name, root.placeOf(name));
            client.put(name, text);
        }
        noteSafety(name, before);
    }

    private String trimmedOrChosen(String name) {
        if (name.equals("clientName")) {
            return trimmed(name);
        }
        return name.equals("serverZone") ? root.choice(name, "US", "EU") : root.choice(name, "true", "false");
    }

    private void section(String section, String... names) {
        Node node = root.node(section);
        if (node == null) {
            return;
        }
        int before = reading.count();
        Fields fields = Fields.known(reading, node, names);
        for (String name : names) {
            put(section + '.' + name, fields, name);
        }
        noteSafety(section, before);
    }

    private void put(String setting, Fields fields, String name) {
        if (!fields.has(name)) {
            return;
        }
        int before = reading.count();
        boolean isTable = setting.equals("mdc.rename") || setting.equals("mdc.types");
        String text = isTable ? table(fields.pairs(name)) : String.join(", ", fields.texts(name));
        places.put(setting, fields.placeOf(name));
        client.put(setting, text);
        noteSafety(setting, before);
    }

    private void noteSafety(String setting, int before) {
        if (reading.count() > before && LEAVE_OFF.contains(setting)) {
            isSafe = false;
        }
    }

    /** Pairs as the mapping's options take them, {@code a=b, c=d}. */
    private static String table(Fields pairs) {
        StringBuilder text = new StringBuilder();
        for (String name : pairs.names()) {
            String value = pairs.text(name);
            text.append(text.length() == 0 ? "" : ", ").append(name).append('=').append(value);
        }
        return text.toString();
    }

    private void tryOut() {
        SettingText read = new SettingText();
        MappingOptions.Builder mapping = MappingOptions.builder();
        client.applyTo(mapping, read);
        Options.Builder options = Options.builder(ANY_KEY);
        client.applyTo(options, read);
        for (String problem : read.problems()) {
            note(settingOf(problem), problem);
        }
        for (String problem : mapping.build().problems()) {
            note(settingOf(problem), problem);
        }
        // Each round takes one setting back, so it ends.
        String refused = refusal(options);
        while (refused != null) {
            String setting = settingOf(refused);
            note(setting, refused);
            if (setting == null) {
                return;
            }
            client.remove(setting);
            Options.Builder rest = Options.builder(ANY_KEY);
            client.applyTo(rest, new SettingText());
            refused = refusal(rest);
        }
    }

    private static String refusal(Options.Builder options) {
        try {
            options.build();
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private void note(String setting, String problem) {
        Place place = setting == null ? root.place() : places.get(setting);
        boolean isArgument = place.line() == 0;
        reading.problem(place, isArgument ? setting + ": its value cannot be used" : problem);
        String section = setting == null ? "" : setting.replaceFirst("\\..*", "");
        isSafe &= setting != null && !LEAVE_OFF.contains(section);
    }

    /** The setting that a message of the core's is about: it begins with the setting's or the option's name. */
    private String settingOf(String problem) {
        String best = null;
        for (String setting : client.names()) {
            String[] names = {setting, setting.replace('.', ' '), SettingNames.optionOf(setting)};
            for (String name : names) {
                if (problem.startsWith(name)) {
                    best = setting;
                }
            }
        }
        return best;
    }
}
