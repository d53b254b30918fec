package io.sharer.cdi;

import jakarta.enterprise.inject.spi.Annotated;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

/** What {@code @Transactional} says of a method, read by name, for its API may be absent. */
final class Transactions {
    private static final String TRANSACTIONAL = "jakarta.transaction.Transactional";

    private Transactions() {}

    /** The {@code TxType} of a method: its own, else that of its class. */
    static Optional<String> typeOf(Annotated method, Annotated ofClass) {
        return MetaAnnotations.find(method, TRANSACTIONAL)
                .or(() -> MetaAnnotations.find(ofClass, TRANSACTIONAL))
                .map(Transactions::value);
    }

    private static String value(Annotation transactional) {
        try {
            return String.valueOf(
                    transactional.annotationType().getMethod("value").invoke(transactional));
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("an unknown kind of " + transactional, e);
        }
    }
}
