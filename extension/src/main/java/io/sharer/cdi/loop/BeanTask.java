package io.sharer.cdi.loop;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A method of a bean that a loop runs. It is called by one thread at a time, each call after the one before. */
final class BeanTask {
    private final BeanManager beans;
    private final Bean<?> bean;
    private final Type type;
    private final Method method;
    private final String name;
    private final String loop;
    private final @Nullable Duration every;

    private volatile @Nullable Reference reference;

    /**
     * A task that was found in order.
     *
     * @param type of the bean, by which the method is called
     * @param every how long it rests between two times; {@code null} if it runs once
     */
    BeanTask(
            BeanManager beans,
            Bean<?> bean,
            Type type,
            Method method,
            String name,
            String loop,
            @Nullable Duration every) {
        this.beans = beans;
        this.bean = bean;
        this.type = type;
        this.method = method;
        this.name = name;
        this.loop = loop;
        this.every = every;
    }

    /** What the container has given for the bean, and what it is to be given back with. */
    private record Reference(Object target, CreationalContext<?> context) {}

    /** For messages. */
    String name() {
        return name;
    }

    Class<?> beanClass() {
        return bean.getBeanClass();
    }

    String loop() {
        return loop;
    }

    @Nullable Duration every() {
        return every;
    }

    /** Calls the method, as others call the bean. */
    void call() throws Exception {
        Reference known = reference;
        if (known == null) {
            CreationalContext<?> context = beans.createCreationalContext(bean);
            known = new Reference(beans.getReference(bean, type, context), context);
            reference = known;
        }
        try {
            method.invoke(known.target());
        } catch (InvocationTargetException e) {
            throw thrown(e);
        }
    }

    private static Exception thrown(InvocationTargetException e) {
        Throwable thrown = Objects.requireNonNull(e.getCause(), "what a method has thrown");
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof Exception exception ? exception : e;
    }

    /** Destroys what was made for the task alone. It is not called any more. */
    void end() {
        Reference known = reference;
        reference = null;
        if (known != null) {
            known.context().release();
        }
    }
}
