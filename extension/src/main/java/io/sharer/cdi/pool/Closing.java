package io.sharer.cdi.pool;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the objects of a pool are closed: by the method that is named; else by the container, if it knows how; else by
 * {@link AutoCloseable#close}. A bean is ended by the container in any case, after that.
 */
final class Closing<T> {
    private final ObjectSource<T> source;
    private final @Nullable Method named;
    private final boolean containerKnows;
    private final boolean isBean;

    /**
     * @param named the method that closes an object, if one is named
     * @param containerKnows whether there is a disposer, or a {@code @PreDestroy}
     * @param isBean whether the objects are instances of a bean class
     */
    Closing(ObjectSource<T> source, @Nullable Method named, boolean containerKnows, boolean isBean) {
        this.source = source;
        this.named = named;
        this.containerKnows = containerKnows;
        this.isBean = isBean;
    }

    /** The method without parameters by which a type's objects are closed. */
    static Optional<Method> find(Class<?> type, String name) {
        Deque<Class<?>> types = new ArrayDeque<>();
        types.add(type);
        while (!types.isEmpty()) {
            Class<?> next = types.remove();
            Optional<Method> found = Arrays.stream(next.getDeclaredMethods())
                    .filter(method -> method.getName().equals(name) && method.getParameterCount() == 0)
                    .filter(Method::trySetAccessible)
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
            if (next.getSuperclass() != null) {
                types.add(next.getSuperclass());
            }
            types.addAll(Arrays.asList(next.getInterfaces()));
        }
        return Optional.empty();
    }

    /** Whether a user who calls a method on an object has closed it by that. */
    boolean isDoneBy(Method method, Object object) {
        return method.getParameterCount() == 0
                && ((object instanceof AutoCloseable && method.getName().equals("close"))
                        || (named != null && method.getName().equals(named.getName())));
    }

    /** Closes an object; what belongs to it is not its business. */
    void close(T object) throws Exception {
        try {
            if (named != null) {
                call(named, object);
            } else if (!containerKnows && object instanceof AutoCloseable closeable) {
                closeable.close();
            }
        } finally {
            if (isBean || (named == null && containerKnows)) {
                source.dispose(object);
            }
        }
    }

    private static void call(Method method, Object object) throws Exception {
        try {
            method.invoke(object);
        } catch (InvocationTargetException e) {
            Throwable thrown = Objects.requireNonNullElse(e.getCause(), e);
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (Exception) thrown;
        }
    }
}
