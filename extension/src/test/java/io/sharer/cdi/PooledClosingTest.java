package io.sharer.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sharer.CallScoped;
import io.sharer.Pool;
import io.sharer.Pooled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who closes the objects of a pool: a disposer only if the container finds it for them, too. */
class PooledClosingTest {
    @RegisterExtension
    final Container container = Container.with(Log.class, Drawers.class, Kitchen.class, Exchange.class, User.class);

    @ApplicationScoped
    static class Log {
        private final List<String> lines = new CopyOnWriteArrayList<>();

        void add(String line) {
            lines.add(line);
        }

        List<String> lines() {
            return lines;
        }
    }

    interface Drawer<T> {
        T content();
    }

    /** Knows how to close itself. */
    static class OwnDrawer<T> implements Drawer<T>, AutoCloseable {
        private final T content;
        private final Log log;

        OwnDrawer(T content, Log log) {
            this.content = content;
            this.log = log;
        }

        @Override
        public T content() {
            return content;
        }

        @Override
        public void close() {
            log.add("itself: " + content);
        }
    }

    interface Oven {
        void bake();
    }

    interface Line extends AutoCloseable {
        int number();

        @Override
        void close() throws IOException;
    }

    /** Cannot be used any more once it is closed. */
    static class OwnLine implements Line {
        private final int number;
        private boolean closed;

        OwnLine(int number) {
            this.number = number;
        }

        OwnLine() {
            throw new AssertionError("nobody makes a line of nothing");
        }

        @Override
        public int number() {
            assertThat(closed).isFalse();
            return number;
        }

        @Override
        public void close() throws IOException {
            closed = true;
            throw new IOException("and that failed");
        }

        void hangUp() {
            closed = true;
        }
    }

    @ApplicationScoped
    static class Exchange {
        private int made;

        @Produces
        @Pooled(maxSize = 1)
        @CallScoped
        Line line() {
            return new OwnLine(++made);
        }

        @Produces
        @Pooled(maxSize = 1, close = "hangUp")
        @CallScoped
        @Typed(OwnLine.class)
        OwnLine ownLine() {
            return new OwnLine(++made);
        }
    }

    @ApplicationScoped
    static class Drawers {
        @Inject
        Log log;

        @Produces
        @Pooled
        @CallScoped
        Drawer<String> ofWords() {
            return new OwnDrawer<>("word", log);
        }

        @Produces
        @Pooled
        @CallScoped
        Drawer<Integer> ofNumbers() {
            return new OwnDrawer<>(1, log);
        }

        void scrap(@Disposes Drawer<Integer> drawer) {
            log.add("numbers' disposer: " + drawer.content());
        }
    }

    /** Its disposer is not inherited, by the rules of CDI. */
    static class OldKitchen {
        void scrap(@Disposes Oven oven, Log log) {
            log.add("the disposer that nobody has inherited");
        }
    }

    @ApplicationScoped
    static class Kitchen extends OldKitchen {
        @Inject
        Log log;

        @Produces
        @Pooled
        @CallScoped
        Oven oven() {
            return new OwnOven(log);
        }
    }

    private static class OwnOven implements Oven, AutoCloseable {
        private final Log log;

        OwnOven(Log log) {
            this.log = log;
        }

        @Override
        public void bake() {}

        @Override
        public void close() {
            log.add("itself: oven");
        }
    }

    @Dependent
    static class User {
        @Inject
        Drawer<String> word;

        @Inject
        Drawer<Integer> number;

        @Inject
        Oven oven;

        @Inject
        Pool<Drawer<String>> words;

        @Inject
        Pool<Drawer<Integer>> numbers;

        @Inject
        Pool<Oven> ovens;

        @Inject
        Line line;

        @Inject
        OwnLine ownLine;
    }

    private List<String> lines() {
        return container.get(Log.class).lines();
    }

    @Test
    void aDisposerForOtherTypeArgumentsIsNotTheirs() {
        User user = container.get(User.class);
        assertThat(user.word.content()).isEqualTo("word");

        user.words.evictIdle();

        assertThat(lines()).containsExactly("itself: word");
    }

    @Test
    void aDisposerForTheirTypeArgumentsIs() {
        User user = container.get(User.class);
        assertThat(user.number.content()).isEqualTo(1);

        user.numbers.evictIdle();

        assertThat(lines()).containsExactly("numbers' disposer: 1");
    }

    @Test
    void aDisposerOfASuperclassIsNotInherited() {
        User user = container.get(User.class);
        user.oven.bake();

        user.ovens.evictIdle();

        assertThat(lines()).containsExactly("itself: oven");
    }

    @Test
    void whatItsUserHasClosedIsNotLentAgain() {
        Line line = container.get(User.class).line;
        assertThat(line.number()).isEqualTo(1);

        assertThatThrownBy(line::close).isInstanceOf(IOException.class).hasMessage("and that failed");

        assertThat(line.number()).isEqualTo(2);
    }

    @Test
    void whatItsUserHasClosedByTheMethodThatIsNamedIsNotLentAgain() {
        OwnLine line = container.get(User.class).ownLine;
        assertThat(line.number()).isEqualTo(1);

        line.hangUp();

        assertThat(line.number()).isEqualTo(2);
    }
}
