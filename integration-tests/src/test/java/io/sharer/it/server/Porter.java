package io.sharer.it.server;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** A stateless session bean that crosses. */
@Stateless
public class Porter {
    @Inject
    @SuppressWarnings("NullAway.Init")
    private Gate gate;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Coin coin;

    /** What became of it. */
    public String cross() {
        return Crossing.by(gate, coin);
    }
}
