package io.sharer.it.server;

import jakarta.ejb.Singleton;
import jakarta.inject.Inject;

/** A singleton session bean that crosses. */
@Singleton
public class Warden {
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
