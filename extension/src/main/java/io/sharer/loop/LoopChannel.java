package io.sharer.loop;

import io.sharer.Channel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A channel of a loop. Elements, those who wait for a place, and those who wait for an element are in one line each.
 *
 * <p>Whoever changes a line matches what can be matched, under the lock, and tells the others after it. A thread is
 * given its element by anybody; a future is, on the loop, by the <em>pump</em>, which is posted when a future is first
 * in line: there the element is either told or, if the future was cancelled just then, put back.
 *
 * <p>Invariant outside the lock: if there are elements and receivers, the first receiver is a future and the pump is
 * posted. If there is room, no sender waits. If the channel is closed, no sender waits, and no receiver unless there
 * are elements.
 */
final class LoopChannel<T> implements Channel<T> {
    /** So many elements are told at once before others have the loop. */
    private static final int AT_ONCE = 64;

    private final Loop loop;
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock:
    private final Deque<T> elements = new ArrayDeque<>();
    private final Deque<ChannelSender<T>> senders = new ArrayDeque<>();
    private final Deque<ChannelReceiver<T>> receivers = new ArrayDeque<>();
    private boolean closed;
    private boolean pumping;

    LoopChannel(Loop loop, int capacity) {
        this.loop = loop;
        this.capacity = capacity;
    }

    // --- Putting in ---

    @Override
    public boolean offer(T element) {
        Objects.requireNonNull(element, "element");
        return change(then -> {
            refuseClosed();
            return addIfRoom(element, then);
        });
    }

    @Override
    public void put(T element) throws InterruptedException {
        Objects.requireNonNull(element, "element");
        ChannelSender<T> sender = ChannelSender.thread(element);
        boolean waits = change(then -> {
            refuseClosed();
            if (addIfRoom(element, then)) {
                return false;
            }
            if (loop.inLoop()) {
                throw LoopMessages.wouldBlock(loop.name(), "put", "send or offer");
            }
            return senders.add(sender);
        });
        if (waits) {
            sender.await(() -> change(then -> senders.remove(sender)));
            if (sender.wasRefused()) {
                throw LoopMessages.channelClosed(loop.name());
            }
        }
    }

    @Override
    public CompletableFuture<Void> send(T element) {
        Objects.requireNonNull(element, "element");
        LoopLife life = loop.life();
        LoopFuture<Void> future = new LoopFuture<>(life == null ? loop.ownerOfRefused() : life);
        RuntimeException refusal = life == null ? loop.refusal() : life.admit(future);
        if (refusal == null) {
            ChannelSender<T> sender = ChannelSender.future(element, Objects.requireNonNull(life), future);
            future.belongsTo(
                    new ChannelWait(life, "a place in a channel", () -> change(then -> senders.remove(sender))));
            refusal = find(then -> {
                if (closed) {
                    return LoopMessages.channelClosed(loop.name());
                }
                if (addIfRoom(element, then)) {
                    then.add(sender::accepted);
                } else {
                    senders.add(sender);
                }
                return null;
            });
        }
        if (refusal != null) {
            future.settle(null, refusal);
        }
        return future;
    }

    private boolean addIfRoom(T element, List<Runnable> then) {
        if (elements.size() >= capacity || !senders.isEmpty()) {
            return false;
        }
        elements.addLast(element);
        match(then);
        return true;
    }

    private void refuseClosed() {
        if (closed) {
            throw LoopMessages.channelClosed(loop.name());
        }
    }

    // --- Taking out ---

    @Override
    public Optional<T> poll() {
        return Optional.ofNullable(find(this::takeIfAny));
    }

    @Override
    public T take() throws InterruptedException {
        ChannelReceiver<T> receiver = ChannelReceiver.thread();
        T element = find(then -> {
            T taken = takeIfAny(then);
            if (taken != null) {
                return taken;
            }
            if (elements.isEmpty()) {
                refuseClosed();
            }
            if (loop.inLoop()) {
                throw LoopMessages.wouldBlock(loop.name(), "take", "receive or poll");
            }
            receivers.add(receiver);
            return null;
        });
        if (element != null) {
            return element;
        }
        receiver.await(() -> change(then -> receivers.remove(receiver)));
        T given = receiver.element();
        if (given == null) {
            throw LoopMessages.channelClosed(loop.name());
        }
        return given;
    }

    private @Nullable T takeIfAny(List<Runnable> then) {
        if (!receivers.isEmpty()) {
            return null;
        }
        T element = elements.pollFirst();
        refill(then);
        return element;
    }

    @Override
    public CompletableFuture<T> receive() {
        LoopLife life = loop.life();
        LoopFuture<T> future = new LoopFuture<>(life == null ? loop.ownerOfRefused() : life);
        RuntimeException refusal = life == null ? loop.refusal() : life.admit(future);
        if (refusal == null) {
            ChannelReceiver<T> receiver = ChannelReceiver.future(Objects.requireNonNull(life), future);
            future.belongsTo(
                    new ChannelWait(life, "an element of a channel", () -> change(then -> receivers.remove(receiver))));
            refusal = find(then -> {
                if (closed && elements.isEmpty()) {
                    return LoopMessages.channelClosed(loop.name());
                }
                receivers.add(receiver);
                match(then);
                return null;
            });
        }
        if (refusal != null) {
            future.settle(null, refusal);
        }
        return future;
    }

    @Override
    public CompletableFuture<Void> forEach(Consumer<? super T> consumer) {
        Objects.requireNonNull(consumer, "consumer");
        LoopLife life = loop.life();
        LoopFuture<Void> future = new LoopFuture<>(life == null ? loop.ownerOfRefused() : life);
        RuntimeException refusal = life == null ? loop.refusal() : life.admit(future);
        if (refusal == null) {
            new ChannelConsumer<>(this, Objects.requireNonNull(life), future, consumer).next();
        } else {
            future.settle(null, refusal);
        }
        return future;
    }

    // --- Matching ---

    /** What is done under the lock; what it has others do is done after it. */
    private interface Change<R> {
        @Nullable R make(List<Runnable> then);
    }

    private boolean change(Predicate<List<Runnable>> change) {
        return Boolean.TRUE.equals(this.<Boolean>find(change::test));
    }

    private <R> @Nullable R find(Change<R> change) {
        List<Runnable> then = new ArrayList<>(2);
        R result;
        lock.lock();
        try {
            result = change.make(then);
            match(then);
        } finally {
            lock.unlock();
        }
        then.forEach(Runnable::run);
        return result;
    }

    private void match(List<Runnable> then) {
        refill(then);
        while (!pumping && !elements.isEmpty() && !receivers.isEmpty()) {
            ChannelReceiver<T> first = receivers.getFirst();
            if (first.isFuture()) {
                pumping = true;
                then.add(() -> first.onLoop(this::pump));
            } else {
                receivers.removeFirst().give(elements.removeFirst());
                refill(then);
            }
        }
        if (closed && elements.isEmpty()) {
            receivers.forEach(receiver -> then.add(() -> receiver.refuse(LoopMessages.channelClosed(loop.name()))));
            receivers.clear();
        }
    }

    private void refill(List<Runnable> then) {
        while (elements.size() < capacity && !senders.isEmpty()) {
            ChannelSender<T> sender = senders.removeFirst();
            elements.addLast(sender.element());
            then.add(sender::accepted);
        }
    }

    // --- On the loop ---

    /** One element and the future that it is for. */
    private final class Delivery {
        final ChannelReceiver<T> receiver = receivers.removeFirst();
        final T element = elements.removeFirst();
    }

    private void pump() {
        for (int i = 0; i < AT_ONCE; i++) {
            Delivery delivery = find(then -> isForFuture() ? new Delivery() : null);
            if (delivery == null) {
                break;
            }
            if (!delivery.receiver.tell(delivery.element)) {
                putBack(delivery.element);
            }
        }
        change(then -> {
            pumping = false;
            return true;
        });
    }

    /** The element is the first again, for its receiver has given up. On the loop. */
    void putBack(T element) {
        change(then -> {
            elements.addFirst(element);
            return true;
        });
    }

    private boolean isForFuture() {
        return !elements.isEmpty()
                && !receivers.isEmpty()
                && receivers.getFirst().isFuture();
    }

    // --- Its end, and what is told ---

    @Override
    public int size() {
        lock.lock();
        try {
            return elements.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isClosed() {
        return change(then -> closed);
    }

    @Override
    public void close() {
        change(then -> {
            closed = true;
            senders.forEach(sender -> then.add(() -> sender.refuse(LoopMessages.channelClosed(loop.name()))));
            senders.clear();
            return true;
        });
    }

    @Override
    public String toString() {
        return "Channel[" + loop.name() + "]";
    }
}
