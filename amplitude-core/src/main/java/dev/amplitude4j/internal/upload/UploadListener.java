// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.result.DropReason;
import dev.amplitude4j.result.UploadReport;

/** Is told what to tell others. Called on the dispatch thread while the ledger is locked, so it must only pass it on. */
public interface UploadListener {

    /** A request ended. */
    void uploaded(UploadReport report);

    /** Events were given up. */
    void dropped(DropReason reason, int events);
}
