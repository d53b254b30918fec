package io.sharer;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** On a method of a bean whose class is {@link Shared}: the method takes no turn. It may run beside any other. */
@Documented
@Target(METHOD)
@Retention(RUNTIME)
public @interface Unshared {}
