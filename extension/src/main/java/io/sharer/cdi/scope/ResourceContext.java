package io.sharer.cdi.scope;

import io.sharer.ResourceScoped;
import io.sharer.scope.Acquisition;
import io.sharer.scope.Resources;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.lang.annotation.Annotation;
import org.jspecify.annotations.Nullable;

/** The context of {@link ResourceScoped} beans: what the resource scope holds that is open in the caller's context. */
final class ResourceContext implements AlterableContext {
    @Override
    public Class<? extends Annotation> getScope() {
        return ResourceScoped.class;
    }

    @Override
    public boolean isActive() {
        return Resources.isActive();
    }

    @Override
    public <T> T get(Contextual<T> contextual, CreationalContext<T> creation) {
        checkActive();
        return Resources.acquire(new OfContext<>(contextual, creation));
    }

    @Override
    @SuppressWarnings("unchecked") // get() put a T there
    public <T> @Nullable T get(Contextual<T> contextual) {
        checkActive();
        return (T) Resources.find(contextual, Object.class);
    }

    @Override
    public void destroy(Contextual<?> contextual) {
        checkActive();
        destroyOne(contextual);
    }

    private static <T> void destroyOne(Contextual<T> contextual) {
        Resources.release(new OfContext<>(contextual, null));
    }

    private void checkActive() {
        if (!isActive()) {
            throw new ContextNotActiveException(ScopeCdiMessages.notActive());
        }
    }

    /** An instance of a bean, made and destroyed as any resource is. */
    private static final class OfContext<T> implements Acquisition<T> {
        private final Contextual<T> contextual;
        private final @Nullable CreationalContext<T> creation;

        OfContext(Contextual<T> contextual, @Nullable CreationalContext<T> creation) {
            this.contextual = contextual;
            this.creation = creation;
        }

        @Override
        public Object key() {
            return contextual;
        }

        @Override
        public String description() {
            return "the @ResourceScoped " + contextual;
        }

        @Override
        public T acquire() {
            boolean created = false;
            try {
                T instance = contextual.create(creation);
                created = true;
                return instance;
            } finally {
                if (!created && creation != null) {
                    creation.release();
                }
            }
        }

        @Override
        public void release(T instance) {
            contextual.destroy(instance, creation);
        }

        @Override
        public RuntimeException failure(Exception cause) {
            return cause instanceof RuntimeException unchecked
                    ? unchecked
                    : ScopeCdiMessages.notCreated(description(), cause);
        }
    }
}
