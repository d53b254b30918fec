package io.sharer.cdi;

import org.jspecify.annotations.Nullable;

/** What is being created on a thread, and which queue its parts belong to. */
interface Creation {
    /** The queue of an interceptor of ours that is created now. */
    BeanQueue forInterceptor();

    /** The queue of the bean that is created and injected now; {@code null} if it is no bean of ours. */
    @Nullable BeanQueue forInjection();

    /** An instance of a bean: all its parts share its queue. Not thread-safe. */
    final class OfBean implements Creation {
        private final BeanQueue queue;
        private boolean intercepted;

        OfBean(BeanQueue queue) {
            this.queue = queue;
        }

        @Override
        public BeanQueue forInterceptor() {
            intercepted = true;
            return queue;
        }

        @Override
        public BeanQueue forInjection() {
            return queue;
        }

        /** Whether there has been an interceptor of ours to create. */
        boolean isIntercepted() {
            return intercepted;
        }
    }
}
