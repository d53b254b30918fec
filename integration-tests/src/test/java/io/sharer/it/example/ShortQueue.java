package io.sharer.it.example;

import io.sharer.Access;
import io.sharer.Overflow;
import io.sharer.RunOn;
import io.sharer.Shared;
import io.sharer.Until;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.util.AnnotationLiteral;

/** Gives the example's registry a queue with one place, which is soon full. */
public class ShortQueue implements Extension {
    <T> void shorten(@Observes ProcessAnnotatedType<T> event) {
        if (event.getAnnotatedType().getJavaClass().getName().equals("io.sharer.example.UserRegistry")) {
            event.configureAnnotatedType()
                    .remove(annotation -> annotation instanceof Shared)
                    .add(new OnePlace());
        }
    }

    /** The annotation as an object. */
    static class OnePlace extends AnnotationLiteral<Shared> implements Shared {
        private static final long serialVersionUID = 1L;

        @Override
        public String value() {
            return "";
        }

        @Override
        public Access access() {
            return Access.WRITE;
        }

        @Override
        public RunOn runOn() {
            return RunOn.CALLER;
        }

        @Override
        public Until until() {
            return Until.RETURN;
        }

        @Override
        public int permits() {
            return 1;
        }

        @Override
        public int capacity() {
            return 1;
        }

        @Override
        public Overflow overflow() {
            return Overflow.REJECT;
        }

        @Override
        public String timeout() {
            return "";
        }
    }
}
