package io.sharer.cdi;

import jakarta.enterprise.inject.spi.Annotated;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.Set;

/** What {@code @Transactional} says of a method, read by name, for its API may be absent. */
final class Transactions {
    private static final String TRANSACTIONAL = "jakarta.transaction.Transactional";

    /** With these, whatever the method does is committed, or is in no transaction, when it returns. */
    private static final Set<String> LEAVE_NOTHING_OPEN = Set.of("REQUIRES_NEW", "NOT_SUPPORTED", "NEVER");

    private Transactions() {}

    /** The {@code TxType} of a method: its own, else that of its class. */
    static Optional<String> typeOf(Annotated method, Annotated ofClass) {
        return MetaAnnotations.find(method, TRANSACTIONAL)
                .or(() -> MetaAnnotations.find(ofClass, TRANSACTIONAL))
                .map(Transactions::value);
    }

    /** Whether a transaction that is under way when the method is called goes on to be its transaction. */
    static boolean mayJoin(Annotated method, Annotated ofClass) {
        return typeOf(method, ofClass).filter(LEAVE_NOTHING_OPEN::contains).isEmpty();
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
