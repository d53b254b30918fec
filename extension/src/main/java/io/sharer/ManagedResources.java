package io.sharer;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Runs each call of a method, or of all business methods of a class, in a resource scope, as if it stood in {@code try
 * (ResourceScope scope = manager.open())}.
 *
 * <p><b>A method that returns {@link java.util.concurrent.CompletionStage} or
 * {@link java.util.concurrent.CompletableFuture}</b> has its scope until that stage is done; the stage that its caller
 * gets is done after the releases. The scope is there for the method itself, and for the asynchronous {@link Shared}
 * methods that it calls; it does not follow functions that are attached to a stage. All that goes wrong fails the
 * stage, but for what the method throws itself.
 *
 * <p><b>Failures.</b> What the method throws is thrown, with failures of the releases suppressed; if only a release
 * fails, that is thrown.
 *
 * <p><b>Together with other annotations.</b> The interceptor has the priority {@code PLATFORM_BEFORE + 150}: a turn of
 * {@link Shared} is taken before the scope is opened and ends after the releases, and a transaction of
 * {@code @Transactional} begins and completes within the scope. One on a method replaces that on the class.
 */
@InterceptorBinding
@Inherited
@Documented
@Target({TYPE, METHOD})
@Retention(RUNTIME)
public @interface ManagedResources {
    /**
     * Whether the call joins the scope that is open in its caller's context, if there is one. By default that is an
     * {@link IllegalStateException}.
     */
    @Nonbinding
    boolean existOk() default false;

    /** A {@link ManagedResources} made in a program. */
    final class Literal extends AnnotationLiteral<ManagedResources> implements ManagedResources {
        private static final long serialVersionUID = 1L;

        private final boolean existOk;

        private Literal(boolean existOk) {
            this.existOk = existOk;
        }

        /** With the given setting. */
        public static Literal of(boolean existOk) {
            return new Literal(existOk);
        }

        @Override
        public boolean existOk() {
            return existOk;
        }
    }
}
