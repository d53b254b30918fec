package io.sharer.cdi;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;

/** Makes tools, and knows which of them are broken. One for each container that a test starts. */
class Tools {
    private final List<Integer> made = new CopyOnWriteArrayList<>();
    private final List<Integer> broken = new CopyOnWriteArrayList<>();

    Hammer make() {
        synchronized (made) {
            made.add(made.size() + 1);
            return new Hammer(made.size());
        }
    }

    void breakUp(Tool tool) {
        broken.add(tool.number());
    }

    int made() {
        return made.size();
    }

    List<Integer> broken() {
        return broken;
    }

    /** A class that is no bean. */
    static class Hammer implements Tool {
        private final int number;

        Hammer(int number) {
            this.number = number;
        }

        Hammer() {
            throw new AssertionError("nobody makes a tool of nothing");
        }

        @Override
        public int number() {
            return number;
        }

        @Override
        public int workThrough(Gate gate) {
            gate.run();
            return number;
        }

        @Override
        public <T> T callInside(Callable<T> body) throws Exception {
            return body.call();
        }

        @Override
        public void fail(Exception failure) throws Exception {
            throw failure;
        }

        @Override
        public void visit(IntConsumer visitor) {
            visitor.accept(number);
        }

        @Override
        public Hammer then() {
            return this;
        }
    }
}
