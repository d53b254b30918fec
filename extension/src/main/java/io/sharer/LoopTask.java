package io.sharer;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.util.AnnotationLiteral;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Has an event loop of the application run a method of a bean: once, from the start of the application to its end, or
 * again and again. The method has no parameters, returns {@code void}, and is neither static nor private nor final.
 *
 * <p><b>Threads.</b> As any task of an {@link EventLoop} it runs beside the loop and may block: a task that runs once
 * on a thread of its own, one that is repeated on the loop's workers. It has an active request scope, for itself alone,
 * and is in no transaction unless it begins one. It is called as others call the bean, through its interceptors.
 *
 * <p><b>The start.</b> Tasks begin when the application has been initialised, after all observers of
 * {@code @Initialized(ApplicationScoped.class)} with a usual priority in the archive of the bean. The instance of a
 * {@code @Dependent} bean is made for the task, and destroyed at its end.
 *
 * <p><b>The end.</b> Before the application's queues and pools end, and while all beans are alive, a task that runs
 * once is interrupted; a repeated one finishes what it is at. After 30 seconds that is interrupted, too.
 *
 * <p><b>Failures</b> are logged. A repeated task goes on with its next time.
 */
@Documented
@Target(METHOD)
@Retention(RUNTIME)
public @interface LoopTask {
    /**
     * {@return how long after its end it begins again, as {@link java.time.Duration#parse} reads it, such as
     * {@code "PT1H"}} The first time is at the start. Empty, as by default: it runs once.
     */
    String every() default "";

    /**
     * {@return the loop that runs it, which {@code @Inject @Named} names too; empty, as by default, for the unnamed
     * one}
     */
    String loop() default "";

    /** A {@link LoopTask} made in a program. */
    final class Literal extends AnnotationLiteral<LoopTask> implements LoopTask {
        private static final long serialVersionUID = 1L;

        /** What {@link #every()} gives. */
        private final String every;
        /** What {@link #loop()} gives. */
        private final String loop;

        private Literal(String every, String loop) {
            this.every = every;
            this.loop = loop;
        }

        /**
         * With the given settings.
         *
         * @param every that of the annotation
         * @param loop that of the annotation
         * @return an annotation with these
         */
        public static Literal of(String every, String loop) {
            return new Literal(every, loop);
        }

        @Override
        public String every() {
            return every;
        }

        @Override
        public String loop() {
            return loop;
        }
    }
}
