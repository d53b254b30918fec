package io.sharer.scope;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Passes the calls of an interface on to what is bound. {@code equals} and {@code hashCode} are those of the binding,
 * so that a proxy that was put into a collection is found there whatever is bound meanwhile.
 */
public final class LateProxy implements InvocationHandler {
    private final LateHolder<?> holder;
    private final Supplier<String> place;

    private LateProxy(LateHolder<?> holder, Supplier<String> place) {
        this.holder = holder;
        this.place = place;
    }

    /**
     * A proxy.
     *
     * @param type the interface
     * @param place where it is injected; empty for all places
     */
    public static <T> T of(Class<T> type, LateHolder<?> holder, Supplier<String> place) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new LateProxy(holder, place)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(method, arguments);
        }
        Object target = holder.get(place.get());
        if (!Modifier.isPublic(method.getDeclaringClass().getModifiers())) {
            // Who has the proxy may call it, so this may, too.
            boolean ignored = method.trySetAccessible();
        }
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            throw cause == null ? e : cause;
        }
    }

    private Object ofObject(Method method, @Nullable Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "equals" -> arguments != null && isSame(arguments[0]);
            case "hashCode" -> System.identityHashCode(holder);
            default -> text();
        };
    }

    private boolean isSame(@Nullable Object other) {
        return other != null
                && Proxy.isProxyClass(other.getClass())
                && Proxy.getInvocationHandler(other) instanceof LateProxy late
                && late.holder == holder;
    }

    private String text() {
        Object there = holder.objectIfThere();
        return there == null ? "@Late " + holder.type() + " (not set)" : there.toString();
    }
}
