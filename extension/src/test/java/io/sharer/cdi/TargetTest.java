package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.Shared;
import jakarta.enterprise.context.Dependent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A call reaches the instance that it was made on, and its own arguments, whatever else is called meanwhile. */
class TargetTest {
    @RegisterExtension
    final Container container = Container.with(Singer.class);

    @Shared
    static class Musician {
        private String name = "";

        public void call(String newName) {
            name = newName;
        }

        public CompletableFuture<String> perform(Gate gate, String what) {
            gate.run();
            return CompletableFuture.completedFuture(name + " performs " + what);
        }
    }

    @Dependent
    static class Singer extends Musician {
        @Override
        public CompletableFuture<String> perform(Gate gate, String what) {
            return super.perform(gate, what + " in tune");
        }
    }

    @Test
    void callsInFlightReachTheInstancesTheyWereMadeOn() throws Exception {
        Gate gate = new Gate();
        List<Singer> singers = new ArrayList<>();
        List<CompletableFuture<String>> heard = new ArrayList<>();
        for (String name : List.of("Ada", "Bea", "Cid")) {
            Singer singer = container.get(Singer.class);
            singer.call(name);
            singers.add(singer);
        }
        for (String what : List.of("one", "two")) {
            for (Singer singer : singers) {
                heard.add(singer.perform(gate, what));
            }
        }
        gate.open();

        List<String> told = new ArrayList<>();
        for (CompletableFuture<String> one : heard) {
            told.add(one.get(20, SECONDS));
        }
        assertThat(told)
                .containsExactly(
                        "Ada performs one in tune",
                        "Bea performs one in tune",
                        "Cid performs one in tune",
                        "Ada performs two in tune",
                        "Bea performs two in tune",
                        "Cid performs two in tune");
    }
}
