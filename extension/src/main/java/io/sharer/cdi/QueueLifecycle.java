package io.sharer.cdi;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Set by the extension on every class that has {@link io.sharer.Shared} on itself or on a method: a container calls
 * life-cycle interceptors for bindings on classes alone, and wants them to be for classes only.
 */
@InterceptorBinding
@Target(TYPE)
@Retention(RUNTIME)
@interface QueueLifecycle {
    /** The annotation to be set. */
    final class Literal extends AnnotationLiteral<QueueLifecycle> implements QueueLifecycle {
        static final Literal INSTANCE = new Literal();
        private static final long serialVersionUID = 1L;
    }
}
