package io.sharer.it.server;

import io.sharer.Access;
import io.sharer.Late;
import io.sharer.LateBinding;
import io.sharer.ManagedResources;
import io.sharer.ResourceManager;
import io.sharer.ResourceScope;
import io.sharer.Shared;
import io.sharer.SharedKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Has one of what most applications need sooner or later. */
@ApplicationScoped
public class Fair {
    @Inject
    @SuppressWarnings("NullAway.Init")
    private Tent tent;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private ResourceManager resources;

    @Inject
    @Late
    @SuppressWarnings("NullAway.Init")
    private Coin coin;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private LateBinding<Coin> coins;

    /** Has the stall's turn until the stage is done. */
    @Shared("stalls")
    public CompletableFuture<String> serve(@SharedKey String stall, Runnable begun, CompletableFuture<String> until) {
        begun.run();
        return until;
    }

    /** Buys now or never. */
    @Shared(value = "stalls", timeout = "PT0S")
    public String buy(@SharedKey String stall) {
        return stall;
    }

    /** Reads until the stage is done. */
    @Shared(value = "board", access = Access.READ)
    public CompletableFuture<String> read(Runnable begun, CompletableFuture<String> until) {
        begun.run();
        return until;
    }

    /** Reads now or never. */
    @Shared(value = "board", access = Access.READ, timeout = "PT0S")
    public String look() {
        return "read";
    }

    /** Writes now or never. */
    @Shared(value = "board", timeout = "PT0S")
    public String write() {
        return "written";
    }

    /** Two can. */
    @Shared(value = "wheel", permits = 2)
    public CompletableFuture<String> ride(Runnable begun, CompletableFuture<String> until) {
        begun.run();
        return until;
    }

    /** Rides now or never. */
    @Shared(value = "wheel", timeout = "PT0S")
    public String rideNow() {
        return "ridden";
    }

    /** Has the left turn. */
    @Shared("left hand")
    public String left(Callable<String> body) throws Exception {
        return body.call();
    }

    /** Has the right turn. */
    @Shared("right hand")
    public String right(Callable<String> body) throws Exception {
        return body.call();
    }

    /** The number of the tent that it is in, twice. */
    @ManagedResources
    public String camp() {
        return tent.number() + " " + tent.number();
    }

    /** The same in a scope that is opened by hand. */
    @SuppressWarnings("try") // a scope is there for its length
    public String campByHand() {
        try (ResourceScope scope = resources.open()) {
            return tent.number() + " " + tent.number();
        }
    }

    /** The number of the coin that was set. */
    public int number() {
        return coin.number();
    }

    /** Sets it. */
    public LateBinding<Coin> coins() {
        return coins;
    }
}
