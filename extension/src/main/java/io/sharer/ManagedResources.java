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
     * {@return whether the call joins the scope that is open in its caller's context, if there is one} By default that
     * is an {@link IllegalStateException}.
     */
    @Nonbinding
    boolean existOk() default false;

    /**
     * {@return types of {@link ResourceScoped} beans, all of which the scope has before the method begins, acquired in
     * this order} If that fails, those before are released again and the method is not called. By default each bean is
     * made at its first use.
     *
     * <p>Of a type that several such beans have, each is acquired, whatever its qualifiers; a type that none has is a
     * definition error. In a scope that is joined they are acquired if they are not there yet, and stay until it ends.
     */
    @Nonbinding
    Class<?>[] eager() default {};

    /** A {@link ManagedResources} made in a program. */
    final class Literal extends AnnotationLiteral<ManagedResources> implements ManagedResources {
        private static final long serialVersionUID = 1L;

        /** What {@link #existOk()} gives. */
        private final boolean existOk;

        /** What {@link #eager()} gives. */
        @SuppressWarnings("ImmutableAnnotationChecker") // nobody else has it
        private final Class<?>[] eager;

        private Literal(boolean existOk, Class<?>... eager) {
            this.existOk = existOk;
            this.eager = eager.clone();
        }

        /**
         * With the given settings.
         *
         * @param existOk that of the annotation
         * @param eager that of the annotation
         * @return an annotation with these
         */
        public static Literal of(boolean existOk, Class<?>... eager) {
            return new Literal(existOk, eager);
        }

        @Override
        public boolean existOk() {
            return existOk;
        }

        @Override
        public Class<?>[] eager() {
            return eager.clone();
        }
    }
}
