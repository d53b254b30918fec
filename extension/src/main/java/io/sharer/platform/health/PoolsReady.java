package io.sharer.platform.health;

import io.sharer.PoolInfo;
import io.sharer.SharerRegistry;
import java.util.function.Consumer;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * The application is ready unless there is a pool that has no object and cannot make any.
 *
 * <p>Where a pool has failed it is asked to try again: an application that is not ready gets no calls, whose borrowers
 * would find out that it works again.
 */
public final class PoolsReady implements HealthCheck {
    private final SharerRegistry registry;
    private final Consumer<String> tryAgain;

    /**
     * Reads the registry when it is called.
     *
     * @param tryAgain asks the pool of a name to try again to make an object; does not wait for that
     */
    public PoolsReady(SharerRegistry registry, Consumer<String> tryAgain) {
        this.registry = registry;
        this.tryAgain = tryAgain;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("sharer-pools");
        boolean ready = true;
        for (PoolInfo pool : registry.pools()) {
            String failure = pool.failure();
            if (failure != null) {
                response.withData(pool.name(), failure);
                ready &= pool.stats().live() > 0;
                tryAgain.accept(pool.name());
            }
        }
        return response.status(ready).build();
    }
}
