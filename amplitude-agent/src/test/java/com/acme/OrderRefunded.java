// SPDX-License-Identifier: Apache-2.0
package com.acme;

import dev.amplitude4j.annotations.AmplitudeEvent;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** An application's own word for an event. */
@AmplitudeEvent(value = "Order Refunded", on = AmplitudeEvent.When.ENTER)
@Retention(RetentionPolicy.RUNTIME)
@interface OrderRefunded {}
