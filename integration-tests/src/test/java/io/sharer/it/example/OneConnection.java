package io.sharer.it.example;

import io.sharer.Pooled;
import io.sharer.SecondBorrow;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.util.AnnotationLiteral;

/** Gives the example's searches one connection, which nobody waits for. */
public class OneConnection implements Extension {
    <T> void limit(@Observes ProcessAnnotatedType<T> event) {
        if (event.getAnnotatedType().getJavaClass().getName().equals("io.sharer.example.ReadConnections")) {
            event.configureAnnotatedType()
                    .filterMethods(method -> method.isAnnotationPresent(Pooled.class))
                    .forEach(method -> method.remove(annotation -> annotation instanceof Pooled)
                            .add(new OnlyOne()));
        }
    }

    /** The annotation as an object. */
    static class OnlyOne extends AnnotationLiteral<Pooled> implements Pooled {
        private static final long serialVersionUID = 1L;

        @Override
        public String name() {
            return "only one";
        }

        @Override
        public int minSize() {
            return 0;
        }

        @Override
        public int maxSize() {
            return 1;
        }

        @Override
        public String timeout() {
            return "PT0S";
        }

        @Override
        public int maxUses() {
            return 0;
        }

        @Override
        public String maxIdle() {
            return "";
        }

        @Override
        public String maxAge() {
            return "";
        }

        @Override
        public String maxLease() {
            return "";
        }

        @Override
        public String killLease() {
            return "";
        }

        @Override
        public String healthEvery() {
            return "";
        }

        @Override
        public String close() {
            return "";
        }

        @Override
        public Class<? extends Throwable>[] discardOn() {
            return none();
        }

        @Override
        public Class<? extends Throwable>[] keepOn() {
            return none();
        }

        @SuppressWarnings("unchecked") // there is no array of a generic type
        private static Class<? extends Throwable>[] none() {
            return (Class<? extends Throwable>[]) new Class<?>[0];
        }

        @Override
        public SecondBorrow secondBorrow() {
            return SecondBorrow.WARN;
        }
    }
}
