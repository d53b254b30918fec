package io.sharer.cdi.lite;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Has Weld forget an application that has ended. Where Weld meets a build compatible extension, also one that it leaves
 * out as it does {@link LiteExtension}, it keeps the application's bean manager in a static field, and with it the
 * class loader, until the next application comes. Other containers have no such field, and nothing is done to them.
 */
public class ForgettingExtension implements Extension {
    private static final System.Logger LOG = System.getLogger("io.sharer");
    private static final String HOLDER = "org.jboss.weld.lite.extension.translator.BuildServicesImpl";
    private static final String FIELD = "ANN_FACTORY_IMPL_INSTANCE";

    private final String holder;

    /** Weak: it may be that of another application that starts at this moment. Then Weld has forgotten this one. */
    private WeakReference<@Nullable Object> kept = new WeakReference<>(null);

    /** Made by the container. */
    public ForgettingExtension() {
        this(HOLDER);
    }

    /** @param holder the name of the class that has the field */
    ForgettingExtension(String holder) {
        this.holder = holder;
    }

    /** Weld has set it at the event before this. */
    void look(@Observes AfterBeanDiscovery event, BeanManager beans) {
        kept = new WeakReference<>(with(beans, field -> field.getVolatile()));
    }

    /** Unless another application's stands there by now. */
    void forget(@Observes BeforeShutdown event, BeanManager beans) {
        Object factory = kept.get();
        if (factory != null) {
            with(beans, field -> field.compareAndSet(factory, null));
        }
    }

    /** What is done with the field gives; {@code null} where there is none, or it cannot be done. */
    private @Nullable Object with(BeanManager beans, Function<VarHandle, @Nullable Object> action) {
        try {
            VarHandle field =
                    field(Class.forName(holder, false, beans.getClass().getClassLoader()));
            return field == null ? null : action.apply(field);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // Another container, or a version that has mended it: nothing of this may harm an application.
            LOG.log(System.Logger.Level.DEBUG, "There is nothing of Weld's to forget.", e);
            return null;
        }
    }

    private static @Nullable VarHandle field(Class<?> holder) throws ReflectiveOperationException {
        Field field = holder.getDeclaredField(FIELD);
        int modifiers = field.getModifiers();
        return Modifier.isStatic(modifiers)
                        && !Modifier.isFinal(modifiers)
                        && !field.getType().isPrimitive()
                ? MethodHandles.privateLookupIn(holder, MethodHandles.lookup()).unreflectVarHandle(field)
                : null;
    }
}
