// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import dev.amplitude4j.event.Plan;
import dev.amplitude4j.options.Options;
import dev.amplitude4j.options.SettingText;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;
import org.apache.logging.log4j.core.util.Builder;

/**
 * The element {@code <AmplitudePlan>}: the tracking plan of all events.
 * Its own builder, for code too. Filled on the thread that configures; not thread-safe.
 */
@Plugin(name = "AmplitudePlan", category = Core.CATEGORY_NAME, printObject = true)
public final class AmplitudePlan implements Builder<AmplitudePlan> {

    @PluginBuilderAttribute
    private String branch;

    @PluginBuilderAttribute
    private String source;

    @PluginBuilderAttribute
    private String version;

    @PluginBuilderAttribute
    private String versionId;

    private AmplitudePlan() {}

    /** With nothing set. */
    @PluginBuilderFactory
    public static AmplitudePlan newBuilder() {
        return new AmplitudePlan();
    }

    /** Name of the plan's branch. */
    public AmplitudePlan setBranch(String text) {
        branch = text;
        return this;
    }

    /** Source of the plan. */
    public AmplitudePlan setSource(String text) {
        source = text;
        return this;
    }

    /** Version of the plan. */
    public AmplitudePlan setVersion(String text) {
        version = text;
        return this;
    }

    /** Id of the plan's version. */
    public AmplitudePlan setVersionId(String text) {
        versionId = text;
        return this;
    }

    /** Itself. */
    @Override
    public AmplitudePlan build() {
        return this;
    }

    void applyTo(Options.Builder options, SettingText read) {
        Plan.Builder plan = Plan.builder();
        read.plain(branch, plan::branch);
        read.plain(source, plan::source);
        read.plain(version, plan::version);
        read.plain(versionId, plan::versionId);
        options.plan(plan.build());
    }
}
