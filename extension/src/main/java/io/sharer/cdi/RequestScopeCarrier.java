package io.sharer.cdi;

import io.sharer.spi.ContextCarrier;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanContainer;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Gives each queued body a request scope of its own, within the context that another carrier takes along, unless one is
 * active there already.
 */
public final class RequestScopeCarrier implements ContextCarrier {
    private final BeanContainer beans;
    private final ContextCarrier around;

    /** @param around carries the rest of the context */
    public RequestScopeCarrier(BeanContainer beans, ContextCarrier around) {
        this.beans = beans;
        this.around = around;
    }

    @Override
    public <T extends @Nullable Object> Callable<T> carry(Callable<T> body) {
        return around.carry(() -> callInRequest(body));
    }

    private <T extends @Nullable Object> T callInRequest(Callable<T> body) throws Exception {
        // Not its createInstance(): some containers find it by the context class loader, which is the caller's.
        CreationalContext<?> ofBody = beans.createCreationalContext(null);
        try {
            // A controller belongs to one thread and one activation, so each body has a fresh one.
            RequestContextController controller = (RequestContextController)
                    beans.getReference(controllerBean(), RequestContextController.class, ofBody);
            boolean activated = controller.activate();
            try {
                return body.call();
            } finally {
                if (activated) {
                    controller.deactivate();
                }
            }
        } finally {
            ofBody.release();
        }
    }

    private Bean<?> controllerBean() {
        return beans.resolve(beans.getBeans(RequestContextController.class));
    }
}
