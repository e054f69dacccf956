// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j;

import dev.amplitude4j.internal.batch.Admission;
import dev.amplitude4j.result.FlushResult;
import dev.amplitude4j.result.Stats;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * What becomes of encoded events: a client's own queue, threads and connections, or those of a client that another copy of this
 * library runs. Thread-safe.
 */
interface Delivery {

    /** The way in. */
    Admission admission();

    /** See {@link AmplitudeClient#flush()}; what hangs on the result may be anybody's code. */
    CompletableFuture<FlushResult> flush();

    /** See {@link AmplitudeClient#flush(Duration)}. */
    FlushResult flush(Duration timeout);

    /** See {@link AmplitudeClient#flushToDisk}. */
    FlushResult flushToDisk(Duration timeout);

    /** See {@link AmplitudeClient#shutdown}. */
    FlushResult shutdown(Duration timeout);

    /** Whether a shutdown has begun. */
    boolean isClosed();

    /** See {@link AmplitudeClient#stats}. */
    Stats stats();
}
