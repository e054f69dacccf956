// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a parameter, or on the method its result, a property of the user, set with the method's event.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.METHOD})
public @interface UserProperty {

    /** Name of the user property. */
    String value();

    /**
     * Where to find the value, such as {@code customer.id}: each step is a public field, a getter or an accessor of that name.
     * Empty, the default, means the annotated value itself.
     */
    String path() default "";
}
