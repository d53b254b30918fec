package io.sharer;

import io.sharer.scope.LateBindings;
import java.util.concurrent.Callable;

/**
 * Binds what a {@link Late} proxy stands for: the control is here, and never on the proxy, which has the methods of the
 * object alone.
 *
 * <p>In CDI, {@code @Inject LateBinding<Database>} binds what {@code @Inject @Late Database} injects; further
 * qualifiers stand at both. Thread-safe.
 *
 * @param <T> the type that the proxy has
 */
public interface LateBinding<T> {
    /**
     * A binding that needs no container.
     *
     * @param <T> the type
     * @param type an interface
     * @return a binding to which nothing is bound
     * @throws IllegalArgumentException if the type is no interface
     */
    static <T> LateBinding<T> create(Class<T> type) {
        return LateBindings.ofInterface(type);
    }

    /**
     * Binds the object. It stays its giver's: {@link #clear()} does not close it.
     *
     * @param object not {@code null}
     * @throws IllegalStateException if something is bound already, and was not cleared
     */
    void set(T object);

    /**
     * Binds what the factory makes, at the first use: once, whoever else uses it meanwhile waits. What it makes is
     * closed by {@link #clear()} if it is {@link AutoCloseable}, and at the end of the application. If it fails, that
     * use fails with {@link NotBoundException}, and the next one tries again. It runs under no lock, on the thread that
     * has that use.
     *
     * @param factory makes the object
     * @throws IllegalStateException if something is bound already, and was not cleared
     */
    void setFactory(Callable<? extends T> factory);

    /** {@return whether an object or a factory is bound} Does not block. */
    boolean isSet();

    /**
     * Unbinds, and closes what the factory has made; what was {@link #set} is left as it is. Waits for a factory that
     * is at work. Does nothing if nothing is bound.
     *
     * @throws IllegalStateException if the factory itself calls this
     * @throws RuntimeException what closing throws; of checked exceptions a {@link ReleaseException}
     */
    void clear();

    /** {@return what passes calls on to the bound object; the same as is injected at {@code @Late}} */
    T proxy();
}
