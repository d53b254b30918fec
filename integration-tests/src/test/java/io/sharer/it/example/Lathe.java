package io.sharer.it.example;

import io.sharer.RunOn;
import io.sharer.Shared;
import jakarta.enterprise.context.ApplicationScoped;

/** Belongs to one thread, and leaves a value of the application with it. */
@ApplicationScoped
@Shared(runOn = RunOn.DEDICATED_THREAD)
public class Lathe {
    private static final ThreadLocal<Chuck> CHUCK = ThreadLocal.withInitial(Chuck::new);

    /** Counts what was turned in it. */
    private static final class Chuck {
        private int pieces;
    }

    /** A piece. */
    public String turn(int order) {
        Chuck chuck = CHUCK.get();
        chuck.pieces++;
        return "piece " + chuck.pieces + " for order " + order;
    }
}
