package io.sharer.loop;

import io.sharer.Outcome;
import io.sharer.Work;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Works on inputs side by side, and gives the outcomes in their order, with a bounded number of them under way. */
final class OrderedWork<T extends @Nullable Object, R extends @Nullable Object> {
    private final BoundedQueue queue;
    private final Work<? super T, ? extends R, ?> work;
    private final Consumer<? super Outcome<T, R>> consumer;
    private final int ahead;
    private final Deque<UnderWay<T, R>> underWay = new ArrayDeque<>();

    /** An input and its future. */
    private static final class UnderWay<T extends @Nullable Object, R extends @Nullable Object> {
        final T input;
        final CompletableFuture<R> future;

        UnderWay(T input, CompletableFuture<R> future) {
            this.input = input;
            this.future = future;
        }
    }

    OrderedWork(
            BoundedQueue queue,
            Work<? super T, ? extends R, ?> work,
            Consumer<? super Outcome<T, R>> consumer,
            int ahead) {
        this.queue = queue;
        this.work = work;
        this.consumer = consumer;
        this.ahead = ahead;
    }

    void over(Iterable<? extends T> inputs) throws InterruptedException {
        boolean inside = queue.workers().isCurrent();
        try {
            for (T input : inputs) {
                if (inside) {
                    consumer.accept(here(input));
                } else {
                    underWay.addLast(new UnderWay<>(input, queue.put(() -> work.apply(input))));
                    giveDone();
                }
            }
            while (!underWay.isEmpty()) {
                giveFirst();
            }
        } finally {
            underWay.forEach(one -> one.future.cancel(true));
        }
    }

    /** On this thread, which an interrupt of the work is an interrupt of. */
    private Outcome<T, R> here(T input) throws InterruptedException {
        try {
            return new Outcome<>(input, work.apply(input), null);
        } catch (Throwable thrown) { // whatever else it is, the outcome tells it
            if (thrown instanceof InterruptedException interrupt) {
                throw interrupt;
            }
            return new Outcome<>(input, null, thrown);
        }
    }

    private void giveDone() throws InterruptedException {
        while (!underWay.isEmpty()
                && (underWay.size() >= ahead || underWay.getFirst().future.isDone())) {
            giveFirst();
        }
    }

    private void giveFirst() throws InterruptedException {
        UnderWay<T, R> first = underWay.getFirst();
        R value = null;
        Throwable failure = null;
        try {
            value = first.future.get();
        } catch (ExecutionException e) {
            failure = e.getCause() == null ? e : e.getCause();
        } catch (RuntimeException e) { // a job that has cancelled itself, or a deadlock
            failure = e;
        }
        underWay.removeFirst();
        consumer.accept(new Outcome<>(first.input, value, failure));
    }
}
