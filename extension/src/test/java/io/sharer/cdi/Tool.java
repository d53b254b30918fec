package io.sharer.cdi;

import java.util.concurrent.Callable;
import java.util.function.IntConsumer;

/** What tests of pools borrow. */
interface Tool {
    /** Told apart by these, which begin with 1 in each container. */
    int number();

    /** Works for as long as the gate says. */
    int workThrough(Gate gate);

    /** Calls somebody else in the middle of its work. */
    <T> T callInside(Callable<T> body) throws Exception;

    void fail(Exception failure) throws Exception;

    /** Shows somebody its number in the middle of its work. */
    void visit(IntConsumer visitor);

    /** Itself, as builders do it. */
    Tool then();

    default String twice() {
        return number() + " and " + number();
    }
}
