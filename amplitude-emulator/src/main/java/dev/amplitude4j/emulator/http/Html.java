// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.http;

/** Makes text harmless inside a page. Pure function, any thread. */
final class Html {

    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
