// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a parameter, or on the method its result, a property of the method's event. Numbers, booleans, text, enums, UUIDs and
 * dates are sent as such, collections and arrays of them as lists; anything else is left out unless a {@link #path} leads to
 * such a value. Nothing is ever turned into text by its {@code toString()}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.METHOD})
public @interface EventProperty {

    /** Name of the property. */
    String value();

    /**
     * Where to find the value, such as {@code customer.address.city}: each step is a public field, a getter or an accessor of
     * that name. Empty, the default, means the annotated value itself.
     */
    String path() default "";
}
