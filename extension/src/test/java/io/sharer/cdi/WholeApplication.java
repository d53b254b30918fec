package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.sharer.CallScoped;
import io.sharer.EventLoop;
import io.sharer.Late;
import io.sharer.LateBinding;
import io.sharer.LoopTask;
import io.sharer.ManagedResources;
import io.sharer.Pool;
import io.sharer.Pooled;
import io.sharer.ResourceScoped;
import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.SharedQueue;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** An application that has a bit of everything: starts, uses each, ends, and tells what it has met. */
public final class WholeApplication implements Callable<List<String>> {
    /** Takes turns, at once and later. */
    @ApplicationScoped
    static class Till {
        @Inject
        @SharedQueue("till")
        SerialExecutor queue;

        @Shared("till")
        String sell() {
            return "sold";
        }

        @Shared("till")
        CompletableFuture<String> sellLater() {
            return CompletableFuture.completedFuture("sold later");
        }

        SerialExecutor queue() {
            return queue;
        }
    }

    /** Has tools lent. */
    @ApplicationScoped
    static class Workshop {
        @Inject
        Tool tool;

        @Inject
        Pool<Tool> tools;

        @Produces
        @Pooled(maxSize = 1)
        @CallScoped
        Tool make() {
            return new Tools().make();
        }

        String use() {
            return "tool " + tool.number() + ", lent " + tools.stats().borrows() + " times";
        }
    }

    /** Lives as long as a resource scope. */
    @ResourceScoped
    static class Table {
        private static final AtomicInteger DROPPED = new AtomicInteger();

        String lay() {
            return "laid, " + DROPPED.get() + " dropped";
        }

        @PreDestroy
        void drop() {
            DROPPED.incrementAndGet();
        }
    }

    /** Opens a resource scope with each call. */
    @ApplicationScoped
    static class Restaurant {
        @Inject
        Table table;

        @ManagedResources
        String serve() {
            return table.lay();
        }
    }

    /** Works on a loop, and has its display bound late. */
    @ApplicationScoped
    static class Panel {
        @Inject
        EventLoop loop;

        @Inject
        @Late
        CharSequence display;

        @Inject
        LateBinding<CharSequence> binding;

        private final CompletableFuture<String> task = new CompletableFuture<>();

        @LoopTask
        void look() {
            task.complete("looked");
        }

        String task() throws Exception {
            return task.get(20, SECONDS);
        }

        String inLoop() throws Exception {
            return loop.call(loop::inLoop) ? "in the loop" : "outside";
        }

        String show(String text) {
            binding.set(text);
            return display.subSequence(0, 4).toString();
        }
    }

    @Override
    public List<String> call() throws Exception {
        List<String> met = new ArrayList<>();
        try (Container container =
                Container.start(Till.class, Workshop.class, Table.class, Restaurant.class, Panel.class)) {
            Till till = container.get(Till.class);
            met.add(Turns.takesTurn(till.queue(), till::sell));
            met.add(Turns.takesTurn(till.queue(), () -> till.sellLater().get(20, SECONDS)));
            met.add(container.get(Workshop.class).use());
            Restaurant restaurant = container.get(Restaurant.class);
            met.add(restaurant.serve());
            met.add(restaurant.serve());
            Panel panel = container.get(Panel.class);
            met.add(panel.task());
            met.add(panel.inLoop());
            met.add(panel.show("late"));
        }
        return met;
    }
}
