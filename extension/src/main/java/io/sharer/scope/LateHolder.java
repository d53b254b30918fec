package io.sharer.scope;

import io.sharer.LateBinding;
import io.sharer.NotBoundException;
import io.sharer.SharerEvent;
import io.sharer.spi.EventObserver;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is bound late, and the binding that users have of it.
 *
 * <pre>
 *             set                              clear
 *   UNBOUND -------&gt; BOUND to an object ------------------------&gt; UNBOUND
 *      |                  ^                    closes it, if it was made
 *      | setFactory       | made
 *      v                  |
 *   FACTORY ---------&gt; MAKING, by the first who uses it
 *      ^                  |
 *      +------------------+ failed
 * </pre>
 *
 * The state is one immutable object, changed under the lock; who uses what is bound only reads it.
 */
public final class LateHolder<T> implements LateBinding<T> {
    private final String type;
    private final Supplier<String> places;
    private final Supplier<String> binders;
    private final Function<LateHolder<T>, T> proxies;
    private final EventObserver observer;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile State<T> state = new State<>(null, null, null);

    /** Not a record: see the decision about their equals. */
    private static final class State<T> {
        final @Nullable T object;
        final @Nullable Callable<? extends T> factory;
        final @Nullable Making making;

        State(@Nullable T object, @Nullable Callable<? extends T> factory, @Nullable Making making) {
            this.object = object;
            this.factory = factory;
            this.making = making;
        }

        boolean isUnbound() {
            return object == null && factory == null;
        }
    }

    /**
     * Nothing is bound yet.
     *
     * @param type what messages call the type
     * @param places where it is injected; empty if that is not known
     * @param binders who is expected to bind it
     * @param proxies makes a proxy that is given to users
     * @param observer is told of deadlocks
     */
    public LateHolder(
            String type,
            Supplier<String> places,
            Supplier<String> binders,
            Function<LateHolder<T>, T> proxies,
            EventObserver observer) {
        this.observer = observer.isolated();
        this.type = type;
        this.places = places;
        this.binders = binders;
        this.proxies = proxies;
    }

    @Override
    public T proxy() {
        return proxies.apply(this);
    }

    @Override
    public boolean isSet() {
        return !state.isUnbound();
    }

    @Override
    public void set(T object) {
        bind(new State<>(Objects.requireNonNull(object, "object"), null, null));
    }

    @Override
    public void setFactory(Callable<? extends T> factory) {
        bind(new State<>(null, Objects.requireNonNull(factory, "factory"), null));
    }

    private void bind(State<T> bound) {
        lock.lock();
        try {
            if (!state.isUnbound()) {
                throw ScopeMessages.alreadyBound(type);
            }
            state = bound;
        } finally {
            lock.unlock();
        }
    }

    /**
     * What is bound; made now, if need be.
     *
     * @param place where it is injected that uses it; empty for all places
     * @throws NotBoundException if nothing is bound, or the factory fails
     * @throws io.sharer.TurnDeadlockException if the factory needs what it makes, or this closes any other circle
     */
    public T get(String place) {
        while (true) {
            State<T> now = state;
            T object = now.object;
            if (object != null) {
                return object;
            }
            if (now.factory == null) {
                throw ScopeMessages.notBound(type, place.isEmpty() ? places.get() : place, binders.get());
            }
            if (now.making != null) {
                await(now.making);
            } else {
                Making mine = begin(now);
                if (mine != null) {
                    return make(now.factory, mine);
                }
            }
        }
    }

    /** What is bound and made already. */
    @Nullable T objectIfThere() {
        return state.object;
    }

    String type() {
        return type;
    }

    private void await(Making others) {
        try {
            others.await().ifPresent(circle -> {
                observer.happened(new SharerEvent.DeadlockFound(type, System.nanoTime(), circle.strip()));
                throw ScopeMessages.factoryNeedsItself(type, circle);
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ScopeMessages.factoryFailed(type, e);
        }
    }

    private @Nullable Making begin(State<T> expected) {
        lock.lock();
        try {
            if (state != expected) {
                return null;
            }
            Making mine = new Making("@Late " + type);
            state = new State<>(null, expected.factory, mine);
            return mine;
        } finally {
            lock.unlock();
        }
    }

    private T make(Callable<? extends T> factory, Making mine) {
        T made = null;
        try {
            made = factory.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ScopeMessages.factoryFailed(type, e);
        } catch (Exception e) { // whatever it throws, the next one tries again
            throw ScopeMessages.factoryFailed(type, e);
        } finally {
            lock.lock();
            try {
                state = new State<>(made, factory, null);
            } finally {
                lock.unlock();
            }
            mine.over();
        }
        if (made == null) {
            throw ScopeMessages.factoryGaveNull(type);
        }
        return made;
    }

    @Override
    public void clear() {
        while (true) {
            State<T> cleared;
            lock.lock();
            try {
                cleared = state;
                if (cleared.making == null) {
                    state = new State<>(null, null, null);
                }
            } finally {
                lock.unlock();
            }
            if (cleared.making == null) {
                if (cleared.factory != null) {
                    close(cleared.object);
                }
                return;
            }
            await(cleared.making);
        }
    }

    private void close(@Nullable T made) {
        if (made instanceof AutoCloseable closeable) {
            Failures failures = new Failures();
            try {
                closeable.close();
            } catch (Exception e) { // told as it is, or wrapped if it is checked
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                failures.add(e);
            }
            failures.rethrow();
        }
    }

    /** At the end of the application: as {@link #clear()}, and what closing throws is logged. */
    public void end() {
        try {
            clear();
        } catch (RuntimeException | Error e) { // the others must be closed, too
            ScopeLog.warning(ScopeMessages.closingFailed(type), e);
        }
    }

    @Override
    public String toString() {
        return "LateBinding[" + type + (isSet() ? "" : ", not set") + "]";
    }
}
