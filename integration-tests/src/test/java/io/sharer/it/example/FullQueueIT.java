package io.sharer.it.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.sharer.it.example.Load.Attempt;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** More clients than the queue has places: some are told to come again, and none is lied to. */
@ExtendWith({FreshDatabase.class, ArquillianExtension.class})
@RunAsClient
@Timeout(300)
class FullQueueIT {
    @Deployment(testable = false)
    static WebArchive war() {
        return ExampleWar.with(ShortQueue.class, ShortQueue.OnePlace.class);
    }

    @Test
    void whoFindsNoPlaceIsToldToTryAgainLaterAndIsNotStored() throws Exception {
        Load.Outcome outcome = new Load(4_000, false).run();
        System.out.println(outcome.summary("A queue with one place"));

        List<Attempt> refused = outcome.errors();
        assertThat(refused).isNotEmpty().allSatisfy(attempt -> {
            assertThat(attempt.status()).as(attempt.answer()).isEqualTo(429);
            assertThat(attempt.retryAfter()).as("Retry-After, in seconds").matches("[1-9][0-9]*");
            assertThat(Reply.object(attempt.answer()).getString("error")).isNotBlank();
        });
        assertThat(outcome.acknowledged()).isNotEmpty();
        assertThat(Comparison.troubles(outcome.withoutErrors(), Database.read()))
                .isEmpty();
    }
}
