package io.sharer.scope;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Which scope each thread is in. A map, and no thread-local: nothing stays on a thread, and a scope that is closed by
 * another thread leaves its own one at once.
 *
 * <p>Invariant: a binding that is over is not in the map, or is just being taken out of it. A thread alone puts its own
 * binding in; any thread may take one out that is over.
 */
final class Contexts {
    private static final ConcurrentMap<Thread, Binding> BINDINGS = new ConcurrentHashMap<>();

    private Contexts() {}

    /** What the calling thread is in. */
    static @Nullable Binding here() {
        return Binding.lasting(BINDINGS.get(Thread.currentThread()));
    }

    /** The scope that the calling thread is in. */
    static @Nullable OpenScope current() {
        Binding here = here();
        return here == null ? null : here.scope;
    }

    /** Whether the calling thread runs code that came along with this scope. */
    static boolean isCarriedHere(OpenScope scope) {
        for (Binding each = here(); each != null; each = each.outer) {
            if (each.carried && each.scope == scope) {
                return true;
            }
        }
        return false;
    }

    /** The calling thread opens a scope. */
    static Binding open(OpenScope scope) {
        return bind(scope, false);
    }

    /** The calling thread begins to run code that is in this scope, or in none. */
    static Binding enter(@Nullable OpenScope scope) {
        return bind(scope, true);
    }

    private static Binding bind(@Nullable OpenScope scope, boolean carried) {
        Binding binding = new Binding(scope, carried, here());
        BINDINGS.put(binding.thread, binding);
        return binding;
    }

    /** The calling thread is done with that code, whatever it has left behind. */
    static void exit(Binding entered) {
        entered.over = true;
        settle(entered.thread, entered.outer);
    }

    /** Takes away what code has left on the calling thread that began when it was in nothing. */
    static void exitToNothing() {
        Thread thread = Thread.currentThread();
        if (BINDINGS.containsKey(thread)) {
            BINDINGS.remove(thread);
        }
    }

    private static void settle(Thread thread, @Nullable Binding outer) {
        Binding next = Binding.lasting(outer);
        while (next != null) {
            BINDINGS.put(thread, next);
            if (!next.over) {
                return;
            }
            next = Binding.lasting(next);
        }
        BINDINGS.remove(thread);
    }

    /** Ends a binding of whatever thread. */
    static void unbind(Binding binding) {
        binding.over = true;
        Binding next = Binding.lasting(binding.outer);
        if (next == null) {
            BINDINGS.remove(binding.thread, binding);
        } else if (BINDINGS.replace(binding.thread, binding, next) && next.over) {
            // Whoever has ended that meanwhile did not find it here.
            unbind(next);
        }
    }

    /** How many threads are in anything. */
    static int size() {
        return BINDINGS.size();
    }
}
