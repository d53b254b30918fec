package io.sharer.cdi;

import io.sharer.SerialExecutor;
import java.lang.annotation.Annotation;

/** The queues of an application that runs, for whoever knows its beans in another way. Thread-safe. */
public final class ApplicationTurns {
    private final QueueRegistry registry;

    ApplicationTurns(QueueRegistry registry) {
        this.registry = registry;
    }

    /**
     * The queues of a new instance of a bean.
     *
     * @param scope that the bean lives in
     */
    public BeanQueue ofNew(Class<?> beanClass, Class<? extends Annotation> scope) {
        registry.classes().livesIn(beanClass, scope);
        return new BeanQueue(registry, registry.classes().methodsOf(beanClass));
    }

    /** What is injected into a bean as its own queue. */
    public SerialExecutor ownOf(BeanQueue bean) {
        return InjectedQueue.homeOf(bean);
    }

    /** What is thrown where a bean's own queue is asked for while no such bean is created. */
    public static IllegalStateException outsideCreation() {
        return new IllegalStateException(CdiMessages.outsideCreation());
    }

    /** What is injected as the queue of a name. */
    public SerialExecutor named(String name) {
        return InjectedQueue.named(registry, name);
    }

    /** Finishes all that is queued, while all beans are still alive. */
    public void drain() {
        registry.drainAll();
    }

    /** Ends what is left after all beans have gone. */
    public void close() {
        registry.closeAll();
    }
}
