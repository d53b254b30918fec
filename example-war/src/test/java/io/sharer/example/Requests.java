package io.sharer.example;

import jakarta.enterprise.context.control.RequestContextController;
import java.util.concurrent.Callable;
import org.jboss.weld.environment.se.WeldContainer;

/** Requests as a server has them: a body, and a request scope that begins and ends with it, on its thread. */
final class Requests {
    private final WeldContainer container;

    Requests(WeldContainer container) {
        this.container = container;
    }

    <T> T within(Callable<T> body) throws Exception {
        RequestContextController request =
                container.select(RequestContextController.class).get();
        request.activate();
        try {
            return body.call();
        } finally {
            request.deactivate();
        }
    }
}
