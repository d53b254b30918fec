package maps;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What the rest of the application calls. */
@ApplicationScoped
public class Search {
    @Inject
    Rate rate;

    @Inject
    Maps maps;

    public String find(String place) throws InterruptedException {
        rate.next(); // not within a turn of the licence, so who waits here takes none of the four
        return maps.find(place);
    }
}
