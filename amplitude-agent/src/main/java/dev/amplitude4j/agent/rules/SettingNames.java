// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.rules;

import java.util.HashMap;
import java.util.Map;

/** Knows by which names the core's messages speak of settings. Without state. */
final class SettingNames {

    private static final Map<String, String> OPTIONS = new HashMap<>();

    static {
        OPTIONS.put("useBatchEndpoint", "useBatch");
        OPTIONS.put("useBatchEndpointWhenThrottled", "useBatchWhenThrottled");
        OPTIONS.put("queue.maxBytes", "maxCachedBytes");
        OPTIONS.put("queue.maxEvents", "maxCachedEvents");
        OPTIONS.put("batch.maxEvents", "batchSize");
        OPTIONS.put("batch.maxBytes", "maxBatchBytes");
        OPTIONS.put("spool.directory", "spoolDirectory");
        OPTIONS.put("spool.maxBytes", "spoolMaxBytes");
        OPTIONS.put("spool.minFreeBytes", "spoolMinFreeBytes");
        OPTIONS.put("spool.sync", "spoolSync");
        OPTIONS.put("mdc.types", "mdc type");
    }

    private SettingNames() {}

    /** Name of the option that a setting sets: its own, without the section, unless it has another. */
    static String optionOf(String setting) {
        String option = OPTIONS.get(setting);
        return option != null ? option : setting.substring(setting.indexOf('.') + 1);
    }
}
