// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.benchmarks.peer;

import dev.amplitude4j.benchmarks.workload.KeyValuePurchase;
import dev.amplitude4j.benchmarks.workload.Log4jSetup;
import dev.amplitude4j.benchmarks.workload.Peer;
import dev.amplitude4j.benchmarks.workload.Purchase;
import dev.amplitude4j.benchmarks.workload.Target;
import org.apache.logging.log4j.Logger;

/** amplitude4j behind Log4j2; large events have no note. No settings. */
public final class Amplitude4jLog4j2 implements Peer {

    private Log4jSetup log4j;
    private Logger logger;

    @Override
    public void start(Target target) throws Exception {
        log4j = Log4jSetup.start("""
                <Amplitude name="A" apiKey="%s" serverUrl="%s">
                  <AmplitudeQueue maxBlockMillis="60000"/>
                </Amplitude>
                """.formatted(Target.API_KEY, target.url()));
        logger = log4j.logger();
    }

    @Override
    public boolean log(Purchase purchase) {
        KeyValuePurchase.log(logger, purchase);
        return true;
    }

    @Override
    public void close() {
        log4j.close();
    }
}
