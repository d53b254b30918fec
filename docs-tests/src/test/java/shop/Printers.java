package shop;

import io.sharer.Pooled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;

/** Two at most; a request that finds none waits five seconds at most, and gives its printer back at its end. */
@ApplicationScoped
public class Printers {
    @Produces
    @Pooled(maxSize = 2, timeout = "PT5S")
    @RequestScoped
    Printer open() throws InterruptedException {
        return Printer.open();
    }
}
