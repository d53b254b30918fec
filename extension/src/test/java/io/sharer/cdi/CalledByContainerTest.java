package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.SerialExecutor;
import io.sharer.Shared;
import io.sharer.Unshared;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Methods that the container calls take turns as if anybody else had called them, but for the life cycle's. */
class CalledByContainerTest {
    @RegisterExtension
    final Container container = Container.with(Post.class);

    record Letter(String text) {}

    record Parcel(String text) {}

    @Shared
    @ApplicationScoped
    static class Post {
        @Inject
        SerialExecutor queue;

        private int runningAtTheBegin = -1;
        private String last = "";

        @PostConstruct
        void open() {
            runningAtTheBegin = queue.stats().running();
        }

        void on(@Observes Letter letter) {
            last = letter.text() + " in " + queue.stats().running();
        }

        void onLater(@ObservesAsync Letter letter) {
            last = letter.text() + " later in " + queue.stats().running();
        }

        @Produces
        @Dependent
        Parcel parcel() {
            return new Parcel("packed in " + queue.stats().running());
        }

        void drop(@Disposes Parcel parcel) {
            last = parcel.text() + ", dropped in " + queue.stats().running();
        }

        @Unshared
        String last() {
            return last;
        }

        @Unshared
        int runningAtTheBegin() {
            return runningAtTheBegin;
        }

        @Unshared
        SerialExecutor queue() {
            return queue;
        }
    }

    @Test
    void anObserverTakesATurn() throws Exception {
        Post post = container.get(Post.class);

        Turns.takesTurn(post.queue(), () -> {
            container.se().getBeanManager().getEvent().select(Letter.class).fire(new Letter("letter"));
            return true;
        });

        assertThat(post.last()).isEqualTo("letter in 1");
    }

    @Test
    void anAsynchronousObserverTakesATurn() throws Exception {
        Post post = container.get(Post.class);
        Turns.Held held = Turns.hold(post.queue());

        CompletionStage<Letter> fired =
                container.se().getBeanManager().getEvent().select(Letter.class).fireAsync(new Letter("letter"));
        Turns.awaitLength(post.queue(), 1);
        held.release();
        fired.toCompletableFuture().get(20, SECONDS);

        assertThat(post.last()).isEqualTo("letter later in 1");
    }

    @Test
    void producingAndDisposingAreTurns() throws Exception {
        Post post = container.get(Post.class);
        Instance<Parcel> parcels = container.select(Parcel.class);

        Parcel parcel = Turns.takesTurn(post.queue(), parcels::get);
        Turns.takesTurn(post.queue(), () -> {
            parcels.destroy(parcel);
            return true;
        });

        assertThat(post.last()).isEqualTo("packed in 1, dropped in 1");
    }

    @Test
    void postConstructIsNoTurn() {
        assertThat(container.get(Post.class).runningAtTheBegin()).isZero();
    }
}
