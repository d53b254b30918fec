package io.sharer.example.rest;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * How many bytes the body of a request may have; one with more is answered 413, whether it told its length or not.
 *
 * <p>The server has a limit of its own, 10 MiB on WildFly. What announces more than that is answered 400 by the server.
 */
@Target(METHOD)
@Retention(RUNTIME)
@interface BodyLimit {
    /** Bytes. */
    int value();
}
