package io.sharer.it.server;

import io.sharer.Pooled;
import io.sharer.ThreadScoped;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** Lends for as long as a request or a thread goes on. */
@ApplicationScoped
public class Rental {
    private final AtomicInteger coins = new AtomicInteger();
    private final AtomicInteger numbers = new AtomicInteger();

    @Produces
    @Pooled(maxSize = 2, timeout = "PT0S")
    @RequestScoped
    Coin forARequest() {
        int number = coins.incrementAndGet();
        return () -> number;
    }

    @Produces
    @Pooled(maxSize = 2, timeout = "PT0S")
    @ThreadScoped
    IntSupplier forAThread() {
        int number = numbers.incrementAndGet();
        return () -> number;
    }
}
