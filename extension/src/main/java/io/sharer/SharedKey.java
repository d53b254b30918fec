package io.sharer;

import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * On a parameter of a {@link Shared} method: calls with equal keys take turns, calls with different keys run side by
 * side.
 *
 * <p><b>A key is a queue of its own</b>, with the settings of its bean's: {@link Shared#capacity()} and
 * {@link Shared#permits()} count per key, and all that is promised of a queue holds for each key. It is there from the
 * first call with the key until no call with it is waiting, queued or running, so keys may come and go by the million.
 *
 * <p><b>Equal</b> is what {@code equals} says. Arrays are equal if what was in them at the call is. Several parameters
 * make one key, in their order; the keys of different methods of the queue are compared with each other. A key must not
 * change while its call lasts, as that of any map. Its {@code equals} and {@code hashCode} are called on the caller's
 * thread and under no lock; its {@code toString} only for messages.
 *
 * <p><b>No key.</b> A {@code null} among the parts of a key is refused with an {@link IllegalArgumentException}, which
 * an asynchronous method's future fails with.
 *
 * <p><b>Calls without a key</b> of the same queue, and the bean's end, exclude all keys, and what one thread asks for
 * is done in the order in which it asked, with keys and without. A key's capacity counts anew behind a call without a
 * key that has to wait. Those with {@link Access#READ} run beside the keys. Only queues that have calls of both kinds
 * pay for that.
 *
 * <p><b>Inside a turn.</b> With the same key a synchronous call just runs, and so does any inside a call without a key
 * that writes. With another key it waits for a turn of that, ahead of calls without a key in line, since those wait for
 * this thread anyway; two threads that take two keys in different orders are found to be a deadlock. A call without a
 * key that writes could never have its turn inside one with a key and is refused with a {@link TurnException}, and so
 * is one with another key that writes inside one without a key that reads.
 *
 * <p><b>With {@link Until#COMMIT}</b> the transaction keeps the turn of the key, and all that is said of calls inside a
 * turn holds for those of the transaction.
 *
 * <p><b>What is told.</b> {@link QueueStats} are those of all keys and of the calls without one together. Messages and
 * {@link Turn#queue()} name the queue with the key, as in {@code accounts[4711]}; a key's turns are numbered across its
 * whole life, with gaps.
 *
 * <p><b>Beans that give a queue the same name</b> have its keys in common. The annotation is not inherited by methods
 * that override: it is a definition error when the key of an overridden method is not repeated, and on a parameter of a
 * method that takes no turns or that runs on a {@link RunOn#DEDICATED_THREAD}.
 */
@Documented
@Target(PARAMETER)
@Retention(RUNTIME)
public @interface SharedKey {}
