package io.sharer.cdi.pool;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Wrappers of a class: instances of a subclass whose methods do nothing but pass their calls on, and which are made
 * without running a constructor. So nothing of the class happens, and its fields are empty.
 *
 * <p>The subclass is in the package, and has the loader, of the class, lest methods that are not public be missed. It
 * knows nothing but the class and the JDK; so whoever finds it made already, as another application that shares the
 * class does, can use it.
 */
final class ClassWrapper<T> implements Wrapper<T> {
    private static final String SUFFIX = "$$SharerForwarder";

    private final Constructor<? extends T> instances;
    private final Field target;
    private final Map<String, Method> methods;

    private ClassWrapper(Constructor<? extends T> instances, Field target, Map<String, Method> methods) {
        this.instances = instances;
        this.target = target;
        this.methods = methods;
    }

    static <T> ClassWrapper<T> of(Class<T> type) throws UnwrappableException {
        ForwardedMethods methods = ForwardedMethods.of(type);
        try {
            Class<? extends T> subclass = subclassOf(type, methods).asSubclass(type);
            Field target = subclass.getDeclaredField(ForwarderBytes.TARGET);
            target.setAccessible(true);
            return new ClassWrapper<>(constructorOf(subclass), target, methods.byKey());
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            throw new UnwrappableException("no subclass of it can be made (" + e + ")", e);
        }
    }

    private static Class<?> subclassOf(Class<?> type, ForwardedMethods methods) throws ReflectiveOperationException {
        String name = type.getName() + SUFFIX;
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        try {
            return lookup.defineClass(ForwarderBytes.of(type, name, methods));
        } catch (LinkageError e) {
            try {
                return Class.forName(name, false, type.getClassLoader());
            } catch (ClassNotFoundException none) {
                // It was not that it is there already.
                throw e;
            }
        }
    }

    /** A constructor that runs none of the class's: what the JDK offers to those who read objects from streams. */
    @SuppressWarnings("unchecked") // it makes instances of what it is asked for
    private static <T> Constructor<? extends T> constructorOf(Class<? extends T> type)
            throws ReflectiveOperationException {
        // Found by its name: it is not of the JDK's common modules, and a server may hide it from applications.
        Class<?> factory = ClassLoader.getPlatformClassLoader().loadClass("sun.reflect.ReflectionFactory");
        Object instance = factory.getMethod("getReflectionFactory").invoke(null);
        return (Constructor<? extends T>)
                factory.getMethod("newConstructorForSerialization", Class.class, Constructor.class)
                        .invoke(instance, type, Object.class.getDeclaredConstructor());
    }

    @Override
    public T around(InvocationHandler calls) {
        try {
            T wrapper = instances.newInstance();
            BiFunction<String, @Nullable Object @Nullable [], @Nullable Object> passing =
                    (key, arguments) -> pass(calls, wrapper, key, arguments);
            target.set(wrapper, passing);
            return wrapper;
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a wrapper made by " + instances, e);
        }
    }

    private @Nullable Object pass(
            InvocationHandler calls, T wrapper, String key, @Nullable Object @Nullable [] arguments) {
        try {
            if (key.equals(ForwarderBytes.WRITE_REPLACE)) {
                // Which refuses, as it does for the proxy of an interface.
                return calls;
            }
            Method method = methods.get(key);
            if (method == null) {
                throw new AssertionError("the subclass has a method that the class has not: " + key);
            }
            return calls.invoke(wrapper, method, arguments);
        } catch (Throwable e) {
            // Invocation handlers may throw anything, and the function that this is called by declares nothing.
            throw ClassWrapper.<RuntimeException>asItIs(e);
        }
    }

    /** The caller gets what the method has thrown, whether it was declared or not. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // that is the point
    private static <X extends Throwable> X asItIs(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
