package io.sharer;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Injects a proxy that can be passed around before its object exists: {@code @Inject @Late Database db}. Somebody else
 * binds the object, with {@code @Inject LateBinding<Database>}; see {@link LateBinding}.
 *
 * <p>A call on the proxy before that throws {@link NotBoundException}. The type is an interface, or a class that CDI
 * can proxy: not final, with a constructor without parameters that is not private. {@code equals} and {@code hashCode}
 * are those of the proxy, and so is {@code toString} while nothing is bound; of a proxied class the container decides
 * that.
 */
@Qualifier @Documented
@Target({FIELD, PARAMETER, METHOD, TYPE})
@Retention(RUNTIME)
public @interface Late {
    /** A {@link Late} made in a program, for programmatic look-up. */
    final class Literal extends AnnotationLiteral<Late> implements Late {
        private static final long serialVersionUID = 1L;

        /** The qualifier. */
        public static final Literal INSTANCE = new Literal();

        private Literal() {}
    }
}
