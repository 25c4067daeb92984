package io.quanyu.platform.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an operation that looks at all customers or facts: one caller may ask for it {@code
 * quanyu.web.expensive-at-once} times at once and then twice a second. The command line of this
 * machine is not counted.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Expensive {}
