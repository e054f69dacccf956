// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j;

/** The name and version that every event carries in its {@code library} field. */
final class LibraryVersion {

    static final String TEXT = "amplitude4j/" + version();

    private LibraryVersion() {}

    /** From the manifest of the jar; a class path of folders has none. */
    private static String version() {
        Package own = LibraryVersion.class.getPackage();
        String version = own == null ? null : own.getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
