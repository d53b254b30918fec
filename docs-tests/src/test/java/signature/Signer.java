package signature;

import io.sharer.RunOn;
import io.sharer.Shared;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

/** Has the library, and one thread for its whole life. */
@Shared(runOn = RunOn.DEDICATED_THREAD, capacity = 200, timeout = "PT10S")
@ApplicationScoped
public class Signer {
    private NativeSigner library;

    @PostConstruct
    void open() {
        library = new NativeSigner(); // on that thread; a constructor or initializer would run on another one
    }

    public String sign(String text) {
        return library.sign(text);
    }

    @PreDestroy
    void close() {
        library.close(); // there, too
    }
}
