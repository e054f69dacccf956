// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Marks parameters of the templates that get a value when they are woven. */
final class Slots {

    private Slots() {}

    /** The number of the rule. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Rule {}

    /** The number of the site. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Site {}

    /** The first value handed over. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface A {}

    /** The second value handed over. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface B {}

    /** The third value handed over. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface C {}

    /** The fourth value handed over. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface D {}

    /** The result, where it is handed over. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Result {}
}
