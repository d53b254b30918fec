package io.sharer.cdi.late;

import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * What is {@code @Late} and has no further qualifier. Nobody writes it: the extension adds it, because beans that have
 * further ones would be meant by {@code @Late} alone as well.
 */
@Qualifier @Target({})
@Retention(RUNTIME)
@interface LateAlone {
    final class Literal extends AnnotationLiteral<LateAlone> implements LateAlone {
        private static final long serialVersionUID = 1L;

        static final Literal INSTANCE = new Literal();

        private Literal() {}
    }
}
