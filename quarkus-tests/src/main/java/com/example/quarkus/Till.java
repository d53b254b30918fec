package com.example.quarkus;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.SharedKey;
import io.sharer.SharedQueue;
import io.sharer.Turn;
import io.sharer.Unshared;
import io.sharer.Until;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;

/** Takes turns in its own queue, in a named one, and by keys. */
@ApplicationScoped
@Shared
public class Till {
    private final SerialExecutor own;
    private int sold;
    private boolean open;

    @Inject
    @SharedQueue("stock")
    SerialExecutor stock;

    @Inject
    Visit visit;

    @Inject
    Till(SerialExecutor own) {
        this.own = own;
    }

    @PostConstruct
    void open() {
        open = true;
    }

    public int sell() {
        return ++sold;
    }

    public CompletableFuture<Integer> sellLater() {
        // The request scope of the body.
        visit.began();
        return CompletableFuture.completedFuture(++sold);
    }

    @Shared("stock")
    public boolean look() {
        return open && Turn.current().isPresent();
    }

    @Shared(value = "accounts", timeout = "PT0S")
    public String book(@SharedKey String account, Runnable work) {
        work.run();
        return account;
    }

    @Shared(until = Until.COMMIT)
    public void untilTheCommit() {}

    @Unshared
    public SerialExecutor own() {
        return own;
    }

    @Unshared
    public SerialExecutor stock() {
        return stock;
    }
}
