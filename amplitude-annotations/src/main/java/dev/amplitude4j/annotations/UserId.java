// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a parameter, or on the method its result, the user id of the method's event. Amplitude takes no id shorter than five
 * characters; such an event is sent under an anonymous device id.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.METHOD})
public @interface UserId {

    /**
     * Where to find the value, such as {@code customer.id}: each step is a public field, a getter or an accessor of that name.
     * Empty, the default, means the annotated value itself.
     */
    String path() default "";
}
