// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.logback;

import dev.amplitude4j.event.Plan;
import dev.amplitude4j.options.Options;
import dev.amplitude4j.options.SettingText;

/** The element {@code <plan>}: the tracking plan of all events. Filled by Joran on the thread that configures. */
public final class PlanSettings {

    private String branch;
    private String source;
    private String version;
    private String versionId;

    /** With nothing set. */
    public PlanSettings() {}

    /** Name of the plan's branch. */
    public void setBranch(String text) {
        branch = text;
    }

    /** Source of the plan. */
    public void setSource(String text) {
        source = text;
    }

    /** Version of the plan. */
    public void setVersion(String text) {
        version = text;
    }

    /** Id of the plan's version. */
    public void setVersionId(String text) {
        versionId = text;
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
