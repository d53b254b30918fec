package io.sharer;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.context.NormalScope;
import jakarta.enterprise.util.AnnotationLiteral;
import java.lang.annotation.Documented;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * The scope of a thread, platform or virtual: each has an instance of its own, from its first call on the proxy.
 *
 * <p>Where a request is active, the instance is that of the thread in the request, and ends with the request: a
 * server's thread keeps nothing for the next one. The body of an asynchronous {@link Shared} method has a request of
 * its own, so it ends with the body. Otherwise it ends soon after the thread has, within a second, or when the
 * application ends. {@link ThreadScope#release()} ends it earlier.
 *
 * <p>Always active.
 */
@Documented
@Inherited
@NormalScope
@Retention(RUNTIME)
@Target({TYPE, METHOD, FIELD})
public @interface ThreadScoped {
    /** The annotation as an object. */
    final class Literal extends AnnotationLiteral<ThreadScoped> implements ThreadScoped {
        /** The only one that is needed. */
        public static final Literal INSTANCE = new Literal();

        private static final long serialVersionUID = 1L;

        private Literal() {}
    }
}
