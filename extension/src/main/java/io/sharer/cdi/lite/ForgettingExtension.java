package io.sharer.cdi.lite;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Has Weld forget an application that has ended. Where Weld meets a build compatible extension, also one that it leaves
 * out as it does {@link LiteExtension}, it keeps the application's bean manager in a static field, and with it the
 * class loader, until the next application comes. Other containers have no such field, and nothing is done to them.
 */
public class ForgettingExtension implements Extension {
    private static final String HOLDER = "org.jboss.weld.lite.extension.translator.BuildServicesImpl";
    private static final String FIELD = "ANN_FACTORY_IMPL_INSTANCE";

    /** Weak: it may be that of another application that starts at this moment. Then Weld has forgotten this one. */
    private WeakReference<@Nullable Object> kept = new WeakReference<>(null);

    /** Weld has set it at the event before this. */
    void look(@Observes AfterBeanDiscovery event, BeanManager beans) {
        VarHandle field = field(beans);
        if (field != null) {
            kept = new WeakReference<>(field.getVolatile());
        }
    }

    /** Unless another application's stands there by now. */
    void forget(@Observes BeforeShutdown event, BeanManager beans) {
        Object factory = kept.get();
        VarHandle field = factory == null ? null : field(beans);
        if (field != null) {
            field.compareAndSet(factory, null);
        }
    }

    private static @Nullable VarHandle field(BeanManager beans) {
        try {
            Class<?> holder = Class.forName(HOLDER, false, beans.getClass().getClassLoader());
            return MethodHandles.privateLookupIn(holder, MethodHandles.lookup())
                    .unreflectVarHandle(holder.getDeclaredField(FIELD));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // Another container, or a version that has mended it.
            return null;
        }
    }
}
