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
 * Injects the {@link SerialExecutor} of the named queue: {@code @Inject @SharedQueue("till") SerialExecutor till}.
 *
 * <p>Where Jakarta Concurrency is present the same injection point may be typed {@code ManagedExecutorService}: tasks,
 * and the asynchronous functions of the stages that it makes, run in turns of the queue, within the context of who
 * submitted or attached them. What depends on a stage without {@code Async} runs outside any turn.
 */
@Qualifier @Documented
@Target({FIELD, PARAMETER, METHOD, TYPE})
@Retention(RUNTIME)
public @interface SharedQueue {
    /** {@return the name that {@link Shared#value()} gives too} */
    String value();

    /** A {@link SharedQueue} made in a program, for programmatic look-up. */
    final class Literal extends AnnotationLiteral<SharedQueue> implements SharedQueue {
        private static final long serialVersionUID = 1L;

        /** What {@link #value()} gives. */
        private final String value;

        private Literal(String value) {
            this.value = value;
        }

        /**
         * The qualifier of the queue with this name.
         *
         * @param value the name
         * @return an annotation with it
         */
        public static Literal of(String value) {
            return new Literal(value);
        }

        @Override
        public String value() {
            return value;
        }
    }
}
