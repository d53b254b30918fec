package io.sharer.it.server;

import io.sharer.CallScoped;
import io.sharer.Pooled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes one coin, and no other. */
@ApplicationScoped
public class Mint {
    private final AtomicInteger made = new AtomicInteger();

    @Produces
    @Pooled(maxSize = 1, timeout = "PT0S")
    @CallScoped
    Coin strike() {
        int number = made.incrementAndGet();
        return () -> number;
    }
}
