// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.capture;

import java.lang.instrument.Instrumentation;
import java.util.Collections;
import java.util.function.BiConsumer;

/**
 * Exports the package of a class to the module of the agent alone, on Java 9 and later, so that public members of it can be read.
 * The JDK's own packages stay as they are. Called on the application's threads, once for a class.
 */
public final class ModuleExporter implements BiConsumer<Instrumentation, Class<?>> {

    /** Called by name. */
    public ModuleExporter() {}

    @Override
    public void accept(Instrumentation instrumentation, Class<?> type) {
        Module module = type.getModule();
        boolean isJdk = module.getName() == null
                || module.getName().startsWith("java.")
                || module.getName().startsWith("jdk.");
        if (!isJdk) {
            instrumentation.redefineModule(
                    module,
                    Collections.emptySet(),
                    Collections.singletonMap(
                            type.getPackageName(), Collections.singleton(ModuleExporter.class.getModule())),
                    Collections.emptyMap(),
                    Collections.emptySet(),
                    Collections.emptyMap());
        }
    }
}
