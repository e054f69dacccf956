// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.contract;

import java.util.List;

/** A marker by its name and by the markers that it refers to: references in SLF4J, parents in Log4j. */
public record Mark(String name, List<Mark> parents) {

    public static final Mark AMPLITUDE = of("AMPLITUDE");
    public static final Mark IDENTIFY = of("AMPLITUDE_IDENTIFY", AMPLITUDE);
    public static final Mark GROUP_IDENTIFY = of("AMPLITUDE_GROUP_IDENTIFY", AMPLITUDE);
    public static final Mark REVENUE = of("AMPLITUDE_REVENUE", AMPLITUDE);

    public static Mark of(String name, Mark... parents) {
        return new Mark(name, List.of(parents));
    }
}
