package io.sharer.it.server;

import io.sharer.CallScoped;
import io.sharer.Pooled;
import io.sharer.SharerEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Hears that a pool cannot be filled, which is found as the application starts, and in which context. */
@ApplicationScoped
public class Alarm {
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Produces
    @Pooled(minSize = 1, name = "broken")
    @CallScoped
    Runnable make() {
        throw new IllegalStateException("no device");
    }

    @SuppressWarnings("BanJNDI") // a fixed name
    void hear(@Observes SharerEvent.PoolUnhealthy event) {
        try {
            heard.add(event.name() + " " + InitialContext.doLookup("java:comp/env/greeting"));
        } catch (NamingException e) {
            heard.add(event.name() + " " + e);
        }
    }

    /** What was heard, with what {@code java:comp} has there. */
    public List<String> heard() {
        return heard;
    }
}
