package io.sharer.cdi;

import java.io.InvalidObjectException;
import java.io.Serializable;

/**
 * What a passivated bean takes along in place of a queue that it has as {@code ManagedExecutorService}.
 *
 * @param queue the queue's name
 */
record PassivatedManagedExecutor(String queue) implements Serializable {
    private Object readResolve() throws InvalidObjectException {
        return PassivatedQueues.registryHere().managed(queue);
    }
}
