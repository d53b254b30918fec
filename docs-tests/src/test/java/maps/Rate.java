package maps;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.sharer.Shared;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets one pass each tenth of a second. */
@Shared(capacity = 50, timeout = "PT5S")
@ApplicationScoped
public class Rate {
    static final long GAP = MILLISECONDS.toNanos(100);

    private long last = System.nanoTime() - GAP; // belongs to whoever has the turn

    public void next() throws InterruptedException {
        NANOSECONDS.sleep(last + GAP - System.nanoTime()); // those behind wait for their turn meanwhile
        last = System.nanoTime();
    }
}
