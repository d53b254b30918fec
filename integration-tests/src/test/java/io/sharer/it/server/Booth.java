package io.sharer.it.server;

import io.sharer.Shared;
import io.sharer.Turn;
import jakarta.enterprise.context.ApplicationScoped;

/** Another bean that has its turns in the queue of the {@link Gate}. */
@ApplicationScoped
@Shared(value = "gate", timeout = "PT0S")
public class Booth {
    /** Passes now or never, and tells in whose turn. */
    public String pass() {
        return Turn.current().map(Turn::queue).orElse("no turn");
    }
}
