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
 * The scope of beans and producers of which each resource scope has one instance, made at the first use in it. The
 * context is active exactly while a resource scope is open in the caller's context, see {@link ResourceManager}. At its
 * end, instances are destroyed in the reverse order of their creation, in one order with the resources of
 * {@link ResourceTemplate}s.
 */
@NormalScope
@Inherited
@Documented
@Target({TYPE, METHOD, FIELD})
@Retention(RUNTIME)
public @interface ResourceScoped {
    /** A {@link ResourceScoped} made in a program. */
    final class Literal extends AnnotationLiteral<ResourceScoped> implements ResourceScoped {
        private static final long serialVersionUID = 1L;

        /** The scope. */
        public static final Literal INSTANCE = new Literal();

        private Literal() {}
    }
}
