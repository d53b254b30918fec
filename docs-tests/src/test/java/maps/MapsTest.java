package maps;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.docs.Application;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The recipe of a licence, with a service that counts its users. */
class MapsTest {
    @ApplicationScoped
    static class CountingService extends MapService {
        private final AtomicInteger users = new AtomicInteger();
        private final CountDownLatch four = new CountDownLatch(4);

        @Override
        public String find(String place) {
            int now = users.incrementAndGet();
            try {
                four.countDown();
                boolean together = four.await(30, SECONDS);
                return now + (together ? "" : " alone");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                users.decrementAndGet();
            }
        }
    }

    @Test
    void fourUseItAtATimeAndNeverFive() throws Exception {
        try (Application application = new Application(CountingService.class, Maps.class)) {
            Maps maps = application.get(Maps.class);

            assertThat(application.calls(40, () -> maps.find("Berlin"))).containsOnly("1", "2", "3", "4");
        }
    }

    @Test
    void aTenthOfASecondIsBetweenTwoQuestions() throws Exception {
        try (Application application = new Application(MapService.class, Rate.class, Maps.class, Search.class)) {
            Search search = application.get(Search.class);
            long before = System.nanoTime();
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                answers.add(application.call(() -> search.find("Berlin")));
            }
            for (Future<String> answer : answers) {
                assertThat(answer.get(30, SECONDS)).startsWith("Berlin is at");
            }
            // The first one waits for nobody, and no time is too long here.
            assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(5 * Rate.GAP);
        }
    }
}
