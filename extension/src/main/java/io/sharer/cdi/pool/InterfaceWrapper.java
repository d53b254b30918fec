package io.sharer.cdi.pool;

import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;

/** Wrappers of an interface: the JDK's proxies. */
final class InterfaceWrapper<T> implements Wrapper<T> {
    private final Class<T> type;
    private final Constructor<?> constructor;

    /** Whether the interface, or one that it extends, is not public: then its methods have to be opened. */
    private final boolean closed;

    private InterfaceWrapper(Class<T> type, Constructor<?> constructor) {
        this.type = type;
        this.constructor = constructor;
        this.closed = isClosed(type);
    }

    static <T> InterfaceWrapper<T> of(Class<T> type) throws UnwrappableException {
        try {
            // Asked for once: finding the class takes longer than making an instance.
            Class<?> proxy = Proxy.newProxyInstance(
                            type.getClassLoader(), new Class<?>[] {type, Serializable.class}, (self, method, args) -> {
                                throw new AssertionError("only its class is wanted");
                            })
                    .getClass();
            Constructor<?> constructor = proxy.getConstructor(InvocationHandler.class);
            constructor.setAccessible(true);
            return new InterfaceWrapper<>(type, constructor);
        } catch (IllegalArgumentException | NoSuchMethodException | LinkageError e) {
            throw new UnwrappableException("the JDK makes no proxy of it (" + e.getMessage() + ")", e);
        }
    }

    private static boolean isClosed(Class<?> type) {
        return !Modifier.isPublic(type.getModifiers())
                || Arrays.stream(type.getInterfaces()).anyMatch(InterfaceWrapper::isClosed);
    }

    @Override
    public T around(InvocationHandler calls) {
        try {
            return type.cast(constructor.newInstance(closed ? opening(calls) : calls));
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a proxy of " + type.getName(), e);
        }
    }

    private static InvocationHandler opening(InvocationHandler calls) {
        return new Opening(calls);
    }

    /** Opens a method before it is called. */
    private record Opening(InvocationHandler calls) implements InvocationHandler, Serializable {
        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            method.setAccessible(true);
            return calls.invoke(proxy, method, arguments);
        }
    }
}
