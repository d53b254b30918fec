package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What one thread asks for is done in the order in which it asked. */
class OrderTest {
    @RegisterExtension
    final Container container = Container.with(Desk.class);

    private final List<Integer> done = Collections.synchronizedList(new ArrayList<>());

    @Test
    void aSynchronousCallComesAfterTheAsynchronousOnesBeforeIt() throws Exception {
        Desk desk = container.get(Desk.class);

        Turns.Held held = Turns.hold(desk.queue());
        Caller<?> caller = Caller.of(() -> {
            CompletionStage<?> first = later(desk, 1);
            CompletionStage<?> second = later(desk, 2);
            desk.run(() -> done.add(3));
            return List.of(first, second);
        });
        Turns.awaitLength(desk.queue(), 3);
        held.release();
        caller.result();

        assertThat(done).containsExactly(1, 2, 3);
    }

    @Test
    void callsOfBothKindsAreDoneInTheirOrderWhateverElseGoesOn() throws Exception {
        Desk desk = container.get(Desk.class);
        List<List<Integer>> perCaller = IntStream.range(0, 4)
                .<List<Integer>>mapToObj(i -> Collections.synchronizedList(new ArrayList<>()))
                .toList();

        Caller.together(perCaller.size(), caller -> {
            CompletionStage<?> last = CompletableFuture.completedFuture(null);
            for (int i = 0; i < 300; i++) {
                int number = i;
                if (i % 3 == 0) {
                    desk.run(() -> perCaller.get(caller).add(number));
                } else {
                    last = desk.stage(() -> CompletableFuture.completedFuture(
                            perCaller.get(caller).add(number)));
                }
            }
            last.toCompletableFuture().get(20, SECONDS);
        });

        assertThat(perCaller)
                .allSatisfy(numbers -> assertThat(numbers)
                        .containsExactlyElementsOf(
                                IntStream.range(0, 300).boxed().toList()));
    }

    private CompletionStage<Boolean> later(Desk desk, int number) throws Exception {
        return desk.stage(() -> CompletableFuture.completedFuture(done.add(number)));
    }
}
