package com.example.circle;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.Unshared;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** One of three beans that call each other in a circle. */
@Shared
@ApplicationScoped
public class Ledger {
    @Inject
    Stock next;

    @Inject
    SerialExecutor queue;

    /** Has the turn, does what the caller brings along, and calls the next bean. */
    public String pass(Runnable first) {
        first.run();
        return next.answer();
    }

    /** Only wants its turn. */
    public String answer() {
        return "Ledger answers";
    }

    /** The queue, to look at it from outside. */
    @Unshared
    public SerialExecutor queue() {
        return queue;
    }
}
