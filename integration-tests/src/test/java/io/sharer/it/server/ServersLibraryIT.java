package io.sharer.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** With Sharer in the server an application has the optional parts of the platform too. */
@ExtendWith(ArquillianExtension.class)
@Timeout(60)
class ServersLibraryIT {
    @Inject
    @SuppressWarnings("NullAway.Init")
    private FlightRecorder recorder;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Counters counters;

    @Deployment
    static WebArchive war() {
        return MicroProfile.toldTo(TestWar.ofServersLibrary("library", Counters.class, FlightRecorder.class)
                .addAsLibraries(TestWar.jarOf(Assertions.class))
                // For the test: a WAR that does not record anything itself needs no jdk.jfr.
                .addAsManifestResource(
                        new StringAsset("Manifest-Version: 1.0\nDependencies: io.sharer services, jdk.jfr\n"),
                        "MANIFEST.MF")
                .addAsResource(
                        new StringAsset("sharer.queue.\"by-file\".capacity=1"),
                        "META-INF/microprofile-config.properties"));
    }

    @Test
    void theFileOfTheWarTakesEffectWhereThereIsMicroProfileConfig() throws Exception {
        assertThat(counters.isBounded(Counters.BY_FILE)).isEqualTo(MicroProfile.hasConfig());
    }

    @Test
    void turnsAreRecorded() throws Exception {
        assertThat(recorder.queuesOfTurns()).contains(FlightRecorder.QUEUE);
    }
}
