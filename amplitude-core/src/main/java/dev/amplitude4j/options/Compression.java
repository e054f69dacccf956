// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.options;

/** Whether request bodies are compressed with gzip. */
public enum Compression {
    /** To Amplitude's own hosts above 2 KiB; never to a custom server URL, since proxies that strip the header break uploads. */
    AUTO,
    /** Always. */
    GZIP,
    /** Never. */
    NONE
}
