package io.sharer.cdi.loop;

import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * What has a name. Nobody writes it: the extension adds it, because a bean that is {@code @Named} and nothing else is
 * {@code @Default} as well, and would be meant where no name is given.
 */
@Qualifier @Target({})
@Retention(RUNTIME)
@interface OfName {
    final class Literal extends AnnotationLiteral<OfName> implements OfName {
        private static final long serialVersionUID = 1L;

        static final Literal INSTANCE = new Literal();

        private Literal() {}
    }
}
