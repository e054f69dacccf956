// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.options;

import dev.amplitude4j.result.DropReason;
import dev.amplitude4j.result.UploadReport;

/**
 * Is told what became of requests and events. Called on one daemon thread of the client, never on a logging thread and never
 * on the one that delivers; a delegate that blocks or throws delays only further calls of the delegate.
 */
public interface UploadDelegate {

    /** Once for every request that ended. */
    default void onUpload(UploadReport report) {}

    /** Once for every loss of accepted events. */
    default void onDrop(DropReason reason, int count) {}
}
