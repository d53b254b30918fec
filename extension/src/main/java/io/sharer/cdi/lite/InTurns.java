package io.sharer.cdi.lite;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Set by {@link LiteExtension} on every class that has {@link io.sharer.Shared} on itself or on a method. */
@InterceptorBinding
@Target(TYPE)
@Retention(RUNTIME)
public @interface InTurns {}
