package io.sharer.benchmarks.beans;

import io.sharer.CallScoped;
import io.sharer.Pooled;
import io.sharer.ResourceScoped;
import io.sharer.ThreadScoped;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;

/** Pools of ten, one for each scope that a container without a server has. */
@ApplicationScoped
public class Ticks {
    private static final class Counted implements Tick {
        private int count;

        @Override
        public int next() {
            return ++count;
        }
    }

    @Produces
    @Pooled(maxSize = 10)
    @CallScoped
    @Named("call")
    Tick forACall() {
        return new Counted();
    }

    @Produces
    @Pooled(maxSize = 10)
    @RequestScoped
    @Named("request")
    Tick forARequest() {
        return new Counted();
    }

    @Produces
    @Pooled(maxSize = 10)
    @ThreadScoped
    @Named("thread")
    Tick forAThread() {
        return new Counted();
    }

    @Produces
    @Pooled(maxSize = 10)
    @ResourceScoped
    @Named("resource")
    Tick forAResourceScope() {
        return new Counted();
    }

    @Produces
    @Pooled(maxSize = 10)
    @Dependent
    @Named("dependent")
    Tick forABean() {
        return new Counted();
    }
}
