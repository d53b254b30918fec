package io.sharer.cdi.pool;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Modifier;

/** Makes objects of a type that pass every call to somebody else. Thread-safe. */
interface Wrapper<T> {
    /** A new one, which passes its calls to that. */
    T around(InvocationHandler calls);

    /**
     * What makes them for a type.
     *
     * @throws UnwrappableException if there cannot be any
     */
    static <T> Wrapper<T> of(Class<T> type) throws UnwrappableException {
        if (type.isInterface()) {
            return InterfaceWrapper.of(type);
        }
        if (type.isPrimitive() || type.isArray()) {
            throw new UnwrappableException("it is no class and no interface");
        }
        if (Modifier.isFinal(type.getModifiers()) || type.isSealed()) {
            throw new UnwrappableException("the class is final or sealed");
        }
        return ClassWrapper.of(type);
    }
}
