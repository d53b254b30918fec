package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.CallScoped;
import io.sharer.Pool;
import io.sharer.Pooled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.util.TypeLiteral;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Objects that are lent for one call. */
class PooledCallTest {
    @RegisterExtension
    final Container container = Container.with(Workshop.class, Drill.class);

    /** An interface, whose objects a producer makes. */
    interface Tool {
        int number();

        default String twice(String word) {
            return word + number() + word + number();
        }

        void fail(Throwable thrown) throws Exception;
    }

    static class Hammer implements Tool {
        private final int number;

        Hammer(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }

        @Override
        public void fail(Throwable thrown) throws Exception {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (Exception) thrown;
        }
    }

    @ApplicationScoped
    static class Workshop {
        static final List<String> LOG = new CopyOnWriteArrayList<>();
        private int made;

        {
            LOG.clear();
        }

        @Produces
        @Pooled(maxSize = 1)
        @CallScoped
        Tool hammer() {
            return new Hammer(++made);
        }

        void scrap(@Disposes Tool tool) {
            LOG.add("scrapped " + tool.number());
        }
    }

    @Pooled(maxSize = 1)
    static class Drill {
        static int made;
        private final int number = ++made;

        int number() {
            return number;
        }

        protected long sum(int a, long b, double c, String... more) {
            return (long) (a + b + c) + more.length;
        }
    }

    @Test
    void anInterface() throws Exception {
        Tool tool = container.get(Tool.class);
        Pool<Tool> pool =
                container.se().select(new TypeLiteral<Pool<Tool>>() {}).get();

        assertThat(tool.toString()).contains("hammer");
        assertThat(pool.stats().created()).isZero();
        assertThat(tool.twice("a")).isEqualTo("a1a1");
        assertThat(pool.stats().idle()).isEqualTo(1);
        assertThat(pool.stats().borrows()).isEqualTo(1);
        IOException failure = new IOException("x");
        assertThatThrownBy(() -> tool.fail(failure)).isSameAs(failure);
        assertThat(pool.stats().idle()).isEqualTo(1);
        IllegalStateException discards = new IllegalStateException("y");
        assertThatThrownBy(() -> tool.fail(discards)).isSameAs(discards);
        assertThat(pool.stats().discarded()).isEqualTo(1);
        assertThat(tool.number()).isEqualTo(2);
        container.close();
        assertThat(Workshop.LOG).containsExactly("scrapped 1", "scrapped 2");
    }

    @Test
    void aClass() {
        Drill drill = container.get(Drill.class);
        Pool<Drill> pool =
                container.se().select(new TypeLiteral<Pool<Drill>>() {}).get();
        assertThat(drill.toString()).contains("Drill");
        assertThat(pool.stats().created()).isZero();
        int before = Drill.made;
        assertThat(drill.number()).isEqualTo(before + 1);
        assertThat(drill.sum(1, 2, 3.0, "a", "b")).isEqualTo(8);
        assertThat(drill.number()).isEqualTo(before + 1);
        assertThat(pool.stats().created()).isEqualTo(1);
    }
}
