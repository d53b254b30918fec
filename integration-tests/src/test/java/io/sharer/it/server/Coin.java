package io.sharer.it.server;

/** What is lent at the {@link Mint}. */
public interface Coin {
    /** Which one it is, of those of its mint. */
    int number();
}
