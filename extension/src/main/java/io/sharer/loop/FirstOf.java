package io.sharer.loop;

import io.sharer.waits.Blockers;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Several bodies of which the first success counts. */
final class FirstOf<T extends @Nullable Object> implements Pending {
    private final LoopLife life;
    private final LoopFuture<T> result;
    private final AtomicReferenceArray<@Nullable Throwable> failures;
    private final AtomicInteger left;

    /** Empty until all have been started. */
    private volatile List<LoopFuture<T>> runners = List.of();

    private volatile boolean over;

    FirstOf(LoopLife life, LoopFuture<T> result, int size) {
        this.life = life;
        this.result = result;
        this.failures = new AtomicReferenceArray<>(size);
        this.left = new AtomicInteger(size);
        result.belongsTo(this);
    }

    /** Starts all, in order. */
    @SuppressWarnings("FutureReturnValueIgnored") // what it leads to is the result
    void start(
            List<Callable<? extends CompletionStage<T>>> bodies,
            Function<Callable<? extends CompletionStage<T>>, LoopFuture<T>> start) {
        runners = bodies.stream().map(start).toList();
        for (int i = 0; i < bodies.size(); i++) {
            int index = i;
            runners.get(i).whenComplete((value, thrown) -> ended(index, value, thrown));
        }
        if (over) {
            // Whoever cancelled the result may have come before they were known.
            cancelAll();
        }
    }

    private void ended(int index, @Nullable Object value, @Nullable Throwable thrown) {
        if (over) {
            return;
        }
        if (thrown == null) {
            won(value);
        } else {
            failures.set(index, thrown);
            if (left.decrementAndGet() == 0) {
                lost();
            }
        }
    }

    private void won(@Nullable Object value) {
        over = true;
        cancelAll();
        tell(value, null);
    }

    private void lost() {
        Throwable first = null;
        for (int i = 0; i < failures.length(); i++) {
            Throwable next = causeOf(failures.get(i));
            if (first == null) {
                first = next;
            } else if (next != null && next != first) {
                first.addSuppressed(next);
            }
        }
        tell(null, first);
    }

    private static @Nullable Throwable causeOf(@Nullable Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    private void tell(@Nullable Object value, @Nullable Throwable failure) {
        if (life.inLoop()) {
            result.settle(value, failure);
        } else {
            life.onLoop(() -> result.settle(value, failure));
        }
    }

    private void cancelAll() {
        runners.forEach(runner -> runner.cancel(true));
    }

    @Override
    public boolean withdraw(boolean byCancelling) {
        over = true;
        return true;
    }

    @Override
    public void cancelBegun(boolean interrupt) {
        cancelAll();
    }

    @Override
    public boolean isRunning() {
        return false;
    }

    @Override
    public boolean endsAtStop() {
        return false;
    }

    @Override
    public Blockers blockers() {
        return LoopBlockers.ofLoop(life, description());
    }

    @Override
    public String description() {
        return "the first success of " + failures.length();
    }
}
