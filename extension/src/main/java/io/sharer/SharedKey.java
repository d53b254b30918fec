package io.sharer;

import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * On a parameter of a {@link Shared} method: calls with equal keys take turns, calls with different keys run side by
 * side. Not available yet: a definition error.
 */
@Documented
@Target(PARAMETER)
@Retention(RUNTIME)
public @interface SharedKey {}
