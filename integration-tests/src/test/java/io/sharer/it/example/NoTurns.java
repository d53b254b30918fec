package io.sharer.it.example;

import io.sharer.Shared;
import io.sharer.Unshared;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.util.AnnotationLiteral;

/** Takes the turns away from the example's registry: all its methods run as soon as they are called. */
public class NoTurns implements Extension {
    <T> void unshare(@Observes ProcessAnnotatedType<T> event) {
        if (event.getAnnotatedType().getJavaClass().getName().equals("io.sharer.example.UserRegistry")) {
            event.configureAnnotatedType()
                    .methods()
                    .forEach(method -> method.remove(annotation -> annotation instanceof Shared)
                            .add(new UnsharedLiteral()));
        }
    }

    /** The annotation as an object. */
    static class UnsharedLiteral extends AnnotationLiteral<Unshared> implements Unshared {
        private static final long serialVersionUID = 1L;
    }
}
