package io.sharer.it.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What begins with the application, in the order in which its beans hear of the start. */
@ExtendWith(ArquillianExtension.class)
@Timeout(60)
class StartIT {
    @Inject
    @SuppressWarnings("NullAway.Init")
    private Opening opening;

    @Deployment
    static WebArchive war() {
        return TestWar.of("start", Opening.class);
    }

    @Test
    void tasksBeginWhenTheObserversOfTheStartHavePreparedWhatTheyNeed() throws Exception {
        assertThat(opening.foundByTask().get(30, SECONDS)).isTrue();
    }

    @Test
    void aPoolIsFilledWithoutBeingAskedFor() throws Exception {
        assertThat(opening.foundByPool().get(30, SECONDS)).isNotNull();
    }
}
