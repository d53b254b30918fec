package io.sharer.it.server;

import io.sharer.PoolTimeoutException;
import io.sharer.TurnTimeoutException;

/** What a component does with a shared bean and with a pooled one that it has injected. */
final class Crossing {
    private Crossing() {}

    static String by(Gate gate, Coin coin) {
        try {
            return gate.pass() + " with coin " + coin.number();
        } catch (TurnTimeoutException e) {
            return "closed";
        } catch (PoolTimeoutException e) {
            return "no coin";
        }
    }
}
