// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.log4j2;

import dev.amplitude4j.options.SettingText;
import java.util.function.Consumer;
import org.apache.logging.log4j.util.LoaderUtil;

/** Makes objects of the classes that a configuration names, on the thread that configures. */
final class NamedClass {

    private NamedClass() {}

    /** Hands over a new object of that class; one that cannot be made is noted. */
    static <T> void instance(String setting, String className, Class<T> type, SettingText read, Consumer<T> target) {
        if (SettingText.isUnset(className)) {
            return;
        }
        T object;
        try {
            object = LoaderUtil.newCheckedInstanceOf(className.trim(), type);
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            read.note(setting + ": cannot make a " + type.getSimpleName() + " of '" + className.trim() + "' ("
                    + e.getClass().getSimpleName()
                    + ") and go on without; name a public class with a public constructor"
                    + " without arguments");
            return;
        }
        target.accept(object);
    }
}
