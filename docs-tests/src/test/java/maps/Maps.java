package maps;

import io.sharer.Shared;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Four at a time, in the order of their coming. */
@Shared(permits = 4, capacity = 100, timeout = "PT10S")
@ApplicationScoped
public class Maps {
    @Inject
    MapService service;

    public String find(String place) {
        return service.find(place);
    }
}
