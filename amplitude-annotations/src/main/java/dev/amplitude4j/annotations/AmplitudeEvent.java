// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method whose calls are Amplitude events. Read by the agent from the class file when the class is loaded; without the
 * agent it does nothing.
 *
 * <pre>{@code
 * @AmplitudeEvent("Order Completed")
 * Receipt complete(@UserId String user, @EventProperty(value = "total", path = "total") Cart cart) { ... }
 * }</pre>
 *
 * <p>On a class it gives defaults to the annotated methods of that class; it makes no event by itself.
 *
 * <p>A call makes one event, also if the method calls itself or the method it overrides. A result that is a {@code
 * CompletionStage} makes the event when it completes, on the thread that completes it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface AmplitudeEvent {

    /** Name of the event; empty, the default, means that of the class, else class and method: {@code OrderService.place}. */
    String value() default "";

    /** At which moment of the call the event is made; {@link When#RETURN} by default. */
    When on() default When.RETURN;

    /** A moment of a method call. */
    enum When {

        /** When the method returns normally. */
        RETURN,

        /** When the method is entered, whatever becomes of the call. */
        ENTER,

        /** When the method throws; the class of what it throws is the property {@code error_type}. */
        THROW,

        /** When the call ends either way, with the property {@code outcome}: {@code return} or {@code throw}. */
        ALWAYS
    }
}
