// SPDX-License-Identifier: Apache-2.0
package com.acme;

import dev.amplitude4j.annotations.AmplitudeEvent;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** An application's own word for what the events of a class have in common. */
@AmplitudeEvent(value = "Desk Asked", on = AmplitudeEvent.When.ALWAYS)
@Retention(RetentionPolicy.RUNTIME)
@interface AtDesk {}
