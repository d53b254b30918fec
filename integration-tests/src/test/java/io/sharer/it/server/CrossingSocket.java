package io.sharer.it.server;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** A WebSocket that crosses once for each message. Not every server injects one that is no bean. */
@ServerEndpoint("/socket")
@Dependent
public class CrossingSocket {
    @Inject
    @SuppressWarnings("NullAway.Init")
    private Gate gate;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Coin coin;

    /** What became of it. */
    @OnMessage
    public String cross(String question) {
        return Crossing.by(gate, coin);
    }
}
