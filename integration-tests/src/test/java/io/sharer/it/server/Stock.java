package io.sharer.it.server;

import io.sharer.Shared;
import io.sharer.Unshared;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.concurrent.CompletableFuture;

/** Items that are read and written back with no lock in the database: wrong as soon as two transactions overlap. */
@ApplicationScoped
@Shared
public class Stock {
    @PersistenceContext
    @SuppressWarnings("NullAway.Init")
    private EntityManager items;

    /** Puts a new item in. */
    @Transactional
    public void put(int id) {
        items.persist(new Item(id));
    }

    /** One more of an item. */
    @Transactional
    public void add(int id) {
        items.find(Item.class, id).add(1);
    }

    /** The same, in a transaction of its own on another thread, and what it found there. */
    @Transactional(TxType.REQUIRES_NEW)
    public CompletableFuture<Item> addLater(int id) {
        Item item = items.find(Item.class, id);
        item.add(1);
        return CompletableFuture.completedFuture(item);
    }

    /** In the caller's transaction, if there is one. */
    public Item find(int id) {
        return items.find(Item.class, id);
    }

    /** As {@link #find}, for who does not wait for a turn. */
    @Unshared
    public Item look(int id) {
        return items.find(Item.class, id);
    }

    /** What is committed. */
    @Unshared
    @Transactional(TxType.REQUIRES_NEW)
    public int amount(int id) {
        return items.find(Item.class, id).amount();
    }
}
