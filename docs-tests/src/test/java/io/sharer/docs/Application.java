package io.sharer.docs;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** An application of a recipe, with eight clients. Ends with the test. */
public final class Application implements AutoCloseable {
    private final SeContainer container;
    private final ExecutorService clients = Executors.newFixedThreadPool(8);

    public Application(Class<?>... beans) {
        container = SeContainerInitializer.newInstance().addBeanClasses(beans).initialize();
    }

    public <T> T get(Class<T> type) {
        return container.select(type).get();
    }

    /** One of the clients calls it. */
    public <T> Future<T> call(Callable<T> body) {
        return clients.submit(body);
    }

    /** All clients together call it so often; gives what it returned. */
    public <T> List<T> calls(int times, Callable<T> body) throws Exception {
        List<Future<T>> futures = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            futures.add(call(body));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get(30, TimeUnit.SECONDS));
        }
        return results;
    }

    /** The application ends. */
    public void end() {
        container.close();
    }

    @Override
    public void close() {
        clients.shutdownNow();
        if (container.isRunning()) {
            container.close();
        }
    }
}
