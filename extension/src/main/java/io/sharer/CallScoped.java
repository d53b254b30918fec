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
 * The scope of one method call: an object that is {@link Pooled} is borrowed when a method of its proxy is called, and
 * given back when that returns or throws. It is the scope of a pooled class that names no other.
 *
 * <p>Always active, on every thread. {@code equals}, {@code hashCode} and {@code toString} of the proxy borrow nothing.
 * For several calls on one and the same object there is {@link Pool#with}.
 *
 * <p>What is not pooled cannot be in this scope: that is a definition error.
 */
@Documented
@Inherited
@NormalScope
@Retention(RUNTIME)
@Target({TYPE, METHOD, FIELD})
public @interface CallScoped {
    /** The annotation as an object. */
    final class Literal extends AnnotationLiteral<CallScoped> implements CallScoped {
        /** The only one that is needed. */
        public static final Literal INSTANCE = new Literal();

        private static final long serialVersionUID = 1L;

        private Literal() {}
    }
}
