// SPDX-License-Identifier: Apache-2.0
/**
 * Annotations for applications that can be recompiled: which method calls are Amplitude events, and which of their values are
 * properties. They have no behaviour and no dependency; the agent reads them from class files by name, relocated copies
 * included.
 */
package dev.amplitude4j.annotations;
