package io.sharer.cdi.lite;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
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

    /** Made by the container. */
    public ForgettingExtension() {
        this(HOLDER);
    }

    /** @param holder the name of the class that has the field */
    ForgettingExtension(String holder) {
        this.holder = holder;
    }

    /** Unless it is another application's that stands there: whichever begins last puts its own. */
    void forget(@Observes BeforeShutdown event, BeanManager beans) {
        try {
            VarHandle field =
                    field(Class.forName(holder, false, beans.getClass().getClassLoader()));
            Object factory = field == null ? null : field.getVolatile();
            if (field != null && factory != null && isOfThisApplication(factory)) {
                field.compareAndSet(factory, null);
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // Another container, or a version that has mended it: nothing of this may harm an application.
            LOG.log(System.Logger.Level.TRACE, "There is nothing of Weld's to forget.", e);
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

    /** The bean manager in it knows the extensions of its application, and this one is of one application alone. */
    private boolean isOfThisApplication(Object factory) throws ReflectiveOperationException {
        for (Field field : factory.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && BeanManager.class.isAssignableFrom(field.getType())) {
                field.setAccessible(true);
                return field.get(factory) instanceof BeanManager its
                        && its.getExtension(ForgettingExtension.class) == this;
            }
        }
        return false;
    }
}
