package io.sharer.it.server;

import io.sharer.Shared;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;

/** Opens the vault for whoever calls. */
@ApplicationScoped
@Shared
public class Cashier {
    @Inject
    @SuppressWarnings("NullAway.Init")
    private Vault vault;

    /** On the caller's thread. */
    public String open() {
        return vault.open();
    }

    /** On another thread. */
    public CompletableFuture<String> openLater() {
        return CompletableFuture.completedFuture(vault.open());
    }
}
