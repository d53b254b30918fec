package io.sharer.cdi.lite;

import io.sharer.SerialExecutor;
import io.sharer.cdi.ApplicationTurns;
import io.sharer.cdi.BeanQueue;
import jakarta.enterprise.inject.spi.Bean;
import org.jspecify.annotations.Nullable;

/** The turns of an application on CDI Lite: one instance in each, which the interceptors and the queues come from. */
public class LiteTurns {
    private final ApplicationTurns turns;
    private final BeansInCreation creations = new BeansInCreation();

    LiteTurns(ApplicationTurns turns) {
        this.turns = turns;
    }

    BeanQueue beginCreation(Bean<?> bean) {
        BeanQueue queue = turns.ofNew(bean.getBeanClass(), bean.getScope());
        creations.begin(queue);
        return queue;
    }

    void endCreation(BeanQueue queue) {
        creations.end(queue);
    }

    /** The own queue of the instance that this thread creates. */
    SerialExecutor ownIn(@Nullable Bean<?> bean) {
        BeanQueue queue = bean == null ? null : creations.find(bean.getBeanClass());
        if (queue == null) {
            throw ApplicationTurns.outsideCreation();
        }
        return turns.ownOf(queue);
    }

    SerialExecutor named(String name) {
        return turns.named(name);
    }

    void drain() {
        turns.drain();
    }

    void close() {
        turns.close();
    }
}
