package io.sharer.example;

import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A list that keeps whoever goes through it waiting at one place. */
final class HalfWay<E> extends AbstractList<E> {
    private final List<E> elements;
    private final int place;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    HalfWay(List<E> elements, int place) {
        this.elements = elements;
        this.place = place;
    }

    /** Waits until somebody has reached the place. */
    void await() throws InterruptedException {
        reached.await();
    }

    void goOn() {
        goOn.countDown();
    }

    @Override
    public E get(int index) {
        if (index == place) {
            reached.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return elements.get(index);
    }

    @Override
    public int size() {
        return elements.size();
    }
}
