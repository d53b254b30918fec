package io.sharer.cdi;

import io.sharer.spi.ContextCarrier;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Gives each queued body a request scope of its own, within the context that another carrier takes along, unless one is
 * active there already.
 */
final class RequestScopeCarrier implements ContextCarrier {
    private final BeanManager beanManager;
    private final ContextCarrier around;

    RequestScopeCarrier(BeanManager beanManager, ContextCarrier around) {
        this.beanManager = beanManager;
        this.around = around;
    }

    @Override
    public <T extends @Nullable Object> Callable<T> carry(Callable<T> body) {
        return around.carry(() -> callInRequest(body));
    }

    private <T extends @Nullable Object> T callInRequest(Callable<T> body) throws Exception {
        Instance<RequestContextController> controllers =
                beanManager.createInstance().select(RequestContextController.class);
        // A controller belongs to one thread and one activation, so each body has a fresh one.
        RequestContextController controller = controllers.get();
        try {
            boolean activated = controller.activate();
            try {
                return body.call();
            } finally {
                if (activated) {
                    controller.deactivate();
                }
            }
        } finally {
            controllers.destroy(controller);
        }
    }
}
