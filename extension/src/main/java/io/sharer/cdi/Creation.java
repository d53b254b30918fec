package io.sharer.cdi;

import org.jspecify.annotations.Nullable;

/** What is being created on a thread, and which queue its parts belong to. */
interface Creation {
    /** The queue of an interceptor of ours that is created now. */
    BeanQueue forInterceptor();

    /** The queue of the bean that is created and injected now; {@code null} if it is no bean of ours. */
    @Nullable BeanQueue forInjection();

    /** An instance of a bean: all its parts share its queue. */
    record OfBean(BeanQueue queue) implements Creation {
        @Override
        public BeanQueue forInterceptor() {
            return queue;
        }

        @Override
        public BeanQueue forInjection() {
            return queue;
        }
    }
}
