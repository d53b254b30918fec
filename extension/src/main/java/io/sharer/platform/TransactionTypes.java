package io.sharer.platform;

import jakarta.transaction.Transactional;
import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.Optional;

/** Reads {@link Transactional}, where the platform has it. */
final class TransactionTypes {
    private TransactionTypes() {}

    /** The name of the {@link jakarta.transaction.Transactional.TxType} among these annotations. */
    static Optional<String> among(Collection<Annotation> annotations) {
        return annotations.stream()
                .filter(Transactional.class::isInstance)
                .map(annotation -> ((Transactional) annotation).value().name())
                .findAny();
    }
}
