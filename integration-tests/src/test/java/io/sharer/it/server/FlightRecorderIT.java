package io.sharer.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Turns are in the recordings of the flight recorder, whose part of the JDK not every server shows to applications. */
@ExtendWith(ArquillianExtension.class)
@Timeout(60)
class FlightRecorderIT {
    @Inject
    @SuppressWarnings("NullAway.Init")
    private FlightRecorder recorder;

    @Deployment
    static WebArchive war() {
        return TestWar.of("recorder", FlightRecorder.class);
    }

    @Test
    void turnsAreRecorded() throws Exception {
        assertThat(recorder.queuesOfTurns()).contains(FlightRecorder.QUEUE);
    }
}
