// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.internal.upload;

import dev.amplitude4j.internal.retry.Trouble;
import dev.amplitude4j.result.DropReason;
import dev.amplitude4j.result.UploadReport;

/** Is told what to tell others. Called on the dispatch thread while the ledger is locked, so it must only pass it on. */
public interface UploadListener {

    /** A request ended; {@code trouble} is null if all was well. */
    void uploaded(UploadReport report, Trouble trouble);

    /** Events were given up. */
    void dropped(DropReason reason, int events);

    /** Something happened that is neither. */
    void noticed(Notice notice);
}
