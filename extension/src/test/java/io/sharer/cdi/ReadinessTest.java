package io.sharer.cdi;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sharer.Pool;
import io.sharer.PoolCreationException;
import io.sharer.Pooled;
import io.sharer.platform.health.HealthResponses;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application with a pool that cannot make objects is not ready. */
@Tag(Container.NOT_IN_LITE)
class ReadinessTest {
    @RegisterExtension
    final Container container = Container.with(Device.class, User.class);

    private static volatile boolean broken;

    @Pooled(maxSize = 2, name = "devices")
    static class Device {
        Device() {
            if (broken) {
                throw new IllegalStateException("no device");
            }
        }
    }

    @Dependent
    static class User {
        @Inject
        Pool<Device> pool;
    }

    @BeforeEach
    void answerChecks() {
        broken = false;
        HealthResponses.provide();
    }

    private HealthCheckResponse check() {
        return container.get(HealthCheck.class, Readiness.Literal.INSTANCE).call();
    }

    @Test
    void aPoolThatCannotMakeObjectsIsDownAndUpAgainWhenItCanThoughNobodyBorrows() {
        assertThat(check().getStatus()).isEqualTo(Status.UP);
        Pool<Device> pool = container.get(User.class).pool;
        broken = true;
        assertThatThrownBy(pool::borrow).isInstanceOf(PoolCreationException.class);
        HealthCheckResponse down = check();
        assertThat(down.getStatus()).isEqualTo(Status.DOWN);
        assertThat(String.valueOf(down.getData().orElseThrow().get("devices"))).contains("no device");

        broken = false;
        await().atMost(20, SECONDS).until(() -> check().getStatus() == Status.UP);
    }

    @Test
    void aPoolThatHasObjectsIsReadyThoughItCannotMakeMore() {
        Pool<Device> pool = container.get(User.class).pool;
        var lease = pool.borrow();
        broken = true;
        assertThatThrownBy(pool::borrow).isInstanceOf(PoolCreationException.class);
        HealthCheckResponse response = check();
        assertThat(response.getStatus()).isEqualTo(Status.UP);
        assertThat(response.getData().orElseThrow()).containsKey("devices");
        lease.close();
    }
}
