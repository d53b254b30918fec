package io.sharer.cdi.lite;

import io.sharer.cdi.BeanQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The instances of beans that are being created, each by its thread, from the creation of their interceptor to their
 * {@code @PostConstruct}: what is injected into an instance between these finds the instance's queue here.
 *
 * <p>Nobody tells of a creation that fails. So nothing is kept here, and what such a creation leaves can be mistaken
 * for nothing: a later instance of the class is begun after it, and is found first.
 */
final class BeansInCreation {
    /** Not thread-locals, for threads are the container's and what is left would stay on them. */
    private final Map<Thread, Deque<WeakReference<BeanQueue>>> ofThreads =
            Collections.synchronizedMap(new WeakHashMap<>());

    void begin(BeanQueue bean) {
        Deque<WeakReference<BeanQueue>> ofThread =
                ofThreads.computeIfAbsent(Thread.currentThread(), thread -> new ArrayDeque<>());
        // A thread on which creations fail, one after the other, would never come to end().
        ofThread.removeIf(begun -> begun.refersTo(null));
        ofThread.push(new WeakReference<>(bean));
    }

    void end(BeanQueue bean) {
        Deque<WeakReference<BeanQueue>> ofThread = ofThreads.get(Thread.currentThread());
        if (ofThread != null) {
            ofThread.removeIf(begun -> begun.refersTo(bean) || begun.refersTo(null));
            if (ofThread.isEmpty()) {
                ofThreads.remove(Thread.currentThread());
            }
        }
    }

    /** The one of the class that this thread has begun last; {@code null} if it creates none. */
    @Nullable BeanQueue find(Class<?> beanClass) {
        Deque<WeakReference<BeanQueue>> ofThread = ofThreads.get(Thread.currentThread());
        if (ofThread != null) {
            for (WeakReference<BeanQueue> begun : ofThread) {
                BeanQueue bean = begun.get();
                if (bean != null && bean.beanClass() == beanClass) {
                    return bean;
                }
            }
        }
        return null;
    }
}
