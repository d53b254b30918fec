package io.sharer.benchmarks.footprint;

import io.sharer.benchmarks.beans.NothingInterceptor;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.interceptor.Interceptor;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.ref.Reference;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A container, and what idle queues of shared beans take in it. */
public final class IdleQueues implements AutoCloseable {
    private static final int COLLECTIONS = 3;

    private final SeContainer container = SeContainerInitializer.newInstance()
            .addBeanClasses(Till.class, Drawer.class, NothingInterceptor.class)
            .initialize();

    /** The queue of a bean whose calls have never met. */
    public OwnObjects ofQuietBean() {
        return OwnObjects.of(called(), this::called, IdleQueues::isOfQueue);
    }

    /** The queue of a bean that one call has had to wait for. */
    public OwnObjects ofBeanOnceWaitedFor() {
        return OwnObjects.of(waitedFor(), this::waitedFor, IdleQueues::isOfQueue);
    }

    /**
     * All that comes with a bean of Sharer's: the queue, and two interceptors, which the container makes anew for each
     * bean.
     */
    public OwnObjects ofQuietBeanWithInterceptors() {
        return OwnObjects.of(called(), this::called, IdleQueues::isSharers);
    }

    /** The threads of Sharer's that there are now. */
    public static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("sharer"))
                .toList();
    }

    /**
     * What so many beans take on the heap, with all that the container keeps of each.
     *
     * @param type the beans' class
     * @param use uses each of them once
     */
    <T> long heapOf(int count, Class<T> type, Consumer<T> use) {
        Object[] beans = new Object[count];
        try {
            long before = usedHeap();
            for (int i = 0; i < count; i++) {
                T bean = make(type);
                use.accept(bean);
                beans[i] = bean;
            }
            return usedHeap() - before;
        } finally {
            Reference.reachabilityFence(beans);
        }
    }

    private static long usedHeap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < COLLECTIONS; i++) {
            memory.gc();
            least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    /** An instance of its own, with its own creational context: nothing else leads to it. */
    <T> T make(Class<T> type) {
        BeanManager manager = container.getBeanManager();
        Bean<?> bean = manager.resolve(manager.getBeans(type));
        return type.cast(manager.getReference(bean, type, manager.createCreationalContext(bean)));
    }

    private Till called() {
        Till till = make(Till.class);
        till.put();
        return till;
    }

    private Till waitedFor() {
        Till till = called();
        Thread waiter = new Thread(till::put);
        till.during(() -> {
            waiter.start();
            while (!waitsForTurn(waiter)) {
                Thread.onSpinWait();
            }
        });
        try {
            waiter.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return till;
    }

    private static boolean waitsForTurn(Thread thread) {
        Object blocker = LockSupport.getBlocker(thread);
        return blocker != null && isSharers(blocker.getClass());
    }

    private static boolean isSharers(Class<?> type) {
        return type.getName().startsWith("io.sharer.") && !type.getName().startsWith("io.sharer.benchmarks.");
    }

    private static boolean isOfQueue(Class<?> type) {
        return isSharers(type) && !type.isAnnotationPresent(Interceptor.class);
    }

    @Override
    public void close() {
        container.close();
    }
}
