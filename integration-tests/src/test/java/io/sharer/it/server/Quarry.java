package io.sharer.it.server;

import io.sharer.ManagedResources;
import io.sharer.ResourceManager;
import io.sharer.Shared;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Takes turns and opens scopes. */
@ApplicationScoped
public class Quarry {
    @Inject
    @SuppressWarnings("NullAway.Init")
    private ResourceManager resources;

    /** Tells how many scopes are open meanwhile. */
    @Shared("quarry")
    @ManagedResources
    public String dig() {
        return Integer.toString(resources.active().size());
    }
}
