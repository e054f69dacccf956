// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.weave;

import java.util.ArrayList;
import java.util.List;

/** Hands out numbers, and remembers what it was told. */
final class RecordingSites implements Sites {

    final List<Match> woven = new ArrayList<>();
    final List<String> failures = new ArrayList<>();

    @Override
    public Weaving weaving(Match match) {
        return all(match.method(), woven.size());
    }

    /** A weaving that hands over everything there is. */
    static Weaving all(MethodShape method, int site) {
        int[] slots = {Weaving.ALL_ARGUMENTS, Weaving.THIS, Weaving.NOTHING, Weaving.NOTHING};
        return new Weaving(method, 1, site, site % 2 == 0, slots, true);
    }

    @Override
    public void loaded(String className) {
        // Of no interest here.
    }

    @Override
    public void woven(List<Match> matches) {
        woven.addAll(matches);
    }

    @Override
    public void failed(String className, Throwable reason) {
        failures.add(className + ": " + reason);
    }
}
