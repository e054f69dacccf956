// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets each wait that names no time of its own last for a minute: a busy machine may need it, and where all is well it costs
 * nothing. What a thread of another test throws at that time ends none of them. JUnit finds it among the services and calls it
 * before each class.
 */
public final class PatientAwaits implements BeforeAllCallback {

    /** For JUnit. */
    public PatientAwaits() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }
}
